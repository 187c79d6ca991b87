-- How many tasks of one unit on a day have a date, go on for long, have no deadline printed, or come round every month
-- or quarter; how many reports it owes for the month, has handed in and lacks. One row.
with theirs as (
    select
        status.is_dated,
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
)

select
    count(*) filter (where is_dated) as dated,
    count(*) filter (where deadline_kind = 'ongoing') as ongoing,
    count(*) filter (where deadline_kind = 'unstated') as unstated,
    count(*) filter (where is_recurring) as recurring,
    count(is_reported) as owed,
    count(*) filter (where is_reported) as reported,
    count(*) filter (where is_late) as late,
    count(*) filter (where not is_reported) as missing
from theirs
