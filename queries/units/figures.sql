-- What kinds of deadlines the tasks of one unit have on a day, how many of them come round every month or quarter, and
-- how many reports it owes for the month, has handed in and lacks. One row; kinds are listed with their tasks.
with theirs as (
    select
        status.deadline_kind,
        status.task_id in (
            select nodes.task_id
            from nodes_as_read as nodes
            where nodes.kind = 'recurring'
        ) as is_recurring,
        duties.is_reported,
        duties.is_late
    from task_unit_rows($as_of::date, $include_groups::boolean) as owners
    inner join task_status($as_of::date) as status on owners.task_id = status.task_id
    left join report_states($as_of::date, month_of($as_of::date)) as duties
        on owners.task_id = duties.task_id and owners.unit = duties.unit
    where owners.unit = canonical_unit($unit::varchar)
),

kinds as (
    select
        deadline_kind as kind,
        count(*) as tasks
    from theirs
    group by deadline_kind
),

listed as (
    select coalesce(list(struct_pack(kind := kind, tasks := tasks) order by deadline_kind_rank(kind)), []) as kinds
    from kinds
)

select
    any_value(listed.kinds) as kinds,
    count(*) filter (where theirs.is_recurring) as recurring,
    count(theirs.is_reported) as owed,
    count(*) filter (where theirs.is_reported) as reported,
    count(*) filter (where theirs.is_late) as late,
    count(*) filter (where not theirs.is_reported) as missing
from listed
left join theirs on true
