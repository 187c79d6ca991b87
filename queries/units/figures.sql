-- The kinds of deadlines that a unit's tasks have on a day, and its reports for the month, as counts. One row.
-- kinds lists each with its tasks; recurring are those with something to do every month or quarter, of whatever kind.
with theirs as (
    select
        deadline_kind,
        is_reported_by_unit,
        is_late,
        task_id in (
            select nodes.task_id from nodes_as_read as nodes
            where nodes.kind = 'recurring'
        ) as is_recurring
    from unit_tasks($as_of::date, $unit::varchar, $include_groups::boolean)
),

kinds as (
    select
        deadline_kind as kind,
        count(*) as tasks
    from theirs
    group by deadline_kind
)

select
    coalesce((
        select list(struct_pack(kind := kinds.kind, tasks := kinds.tasks) order by deadline_kind_rank(kinds.kind))
        from kinds
    ), []) as kinds,
    count(*) filter (where is_recurring) as recurring,
    count(is_reported_by_unit) as owed,
    count(*) filter (where is_reported_by_unit) as reported,
    count(*) filter (where is_late) as late,
    count(*) filter (where not is_reported_by_unit) as missing
from theirs
