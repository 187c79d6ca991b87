-- Each deadline of the filtered tasks as printed, beside the days it was read as. One row per task, kind and days.
with read_as as (
    select
        nodes.task_id,
        nodes.kind,
        nodes.printed,
        nodes.cadence,
        nodes.assumption,
        nodes.source_line,
        status.plan,
        status.seq,
        case when nodes.kind in ('from', 'window') then nodes.start_date end as from_day,
        case when nodes.kind <> 'from' then dates.decides_on end as until_day
    from nodes_as_read as nodes
    inner join node_dates as dates on nodes.node_id = dates.node_id
    inner join filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, $role::varchar, $plan::varchar, $kind::varchar,
        $schedule::varchar, $light::varchar, $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    ) as status on nodes.task_id = status.task_id
)

select
    task_id,
    kind,
    string_agg(distinct printed, '；' order by printed) as printed,
    from_day,
    until_day,
    cadence,
    count(*) as nodes,
    string_agg(distinct assumption, '；' order by assumption) as assumption,
    min(source_line) as source_line
from read_as
group by task_id, kind, from_day, until_day, cadence, plan, seq
order by plan_rank(plan), seq, deadline_kind_rank(kind), coalesce(until_day, from_day)
