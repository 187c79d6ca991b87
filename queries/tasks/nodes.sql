-- The dated and undated parts of one task on a day. One row per node.
select
    nodes.node_id,
    nodes.deliverable,
    nodes.kind,
    nodes.start_date,
    nodes.due_date,
    scheduled.decides_on,
    scheduled.adjusted_on,
    dates.decides_on as printed_on,
    nodes.cadence,
    nodes.printed,
    nodes.assumption,
    scheduled.schedule,
    scheduled.is_window_over,
    scheduled.in_grace,
    scheduled.is_done,
    scheduled.closed_on,
    closures.approved_by,
    closures.basis,
    nodes.source_line
from nodes_as_read as nodes
inner join node_schedule($as_of::date) as scheduled on nodes.node_id = scheduled.node_id
inner join node_dates as dates on nodes.node_id = dates.node_id
left join closures on nodes.node_id = closures.node_id and closures.closed_on <= $as_of::date
where nodes.task_id = $task_id::varchar
order by nodes.node_id
