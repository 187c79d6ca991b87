-- The dated nodes of the filtered tasks on a time axis, later years in a lane of their own. One row per node.
-- A node that is cancelled is left out.
select
    nodes.node_id,
    nodes.task_id,
    status.plan,
    nodes.deliverable,
    nodes.kind,
    nodes.printed,
    nodes.start_date,
    nodes.due_date,
    scheduled.decides_on,
    scheduled.adjusted_on,
    scheduled.schedule,
    case when scheduled.decides_on <= settings.plan_year_end then '2023' else '2024+' end as lane,
    status.light
from nodes_as_read as nodes
inner join node_schedule($as_of::date) as scheduled on nodes.node_id = scheduled.node_id
inner join filtered_tasks(
    $as_of::date, $unit::varchar, $include_groups::boolean, $role::varchar, $plan::varchar, $kind::varchar,
    $schedule::varchar, $light::varchar, $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
) as status on nodes.task_id = status.task_id
cross join settings
where scheduled.decides_on is not null and scheduled.schedule <> 'cancelled'
order by scheduled.decides_on, plan_rank(status.plan), nodes.node_id
