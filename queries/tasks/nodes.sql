-- The dated and undated parts of one task on a day. One row per node.
select
    task_nodes.node_id,
    task_nodes.deliverable,
    task_nodes.kind,
    task_nodes.start_date,
    task_nodes.due_date,
    task_nodes.cadence,
    task_nodes.printed,
    task_nodes.assumption,
    scheduled.schedule,
    scheduled.is_window_over,
    scheduled.is_done,
    scheduled.closed_on,
    closures.approved_by,
    closures.basis,
    task_nodes.source_line
from task_nodes
inner join node_schedule($as_of::date) as scheduled on task_nodes.node_id = scheduled.node_id
left join closures on task_nodes.node_id = closures.node_id and closures.closed_on <= $as_of::date
where task_nodes.task_id = $task_id::varchar
order by task_nodes.node_id
