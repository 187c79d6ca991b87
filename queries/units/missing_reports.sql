-- Who has not reported for the month of a day, of those who answer for a task. One row per unit.
-- 配合 units owe no report. A group owes through its members, and a report in the name of the group serves them all.
-- A report is overdue after the day of the month set by the rule report_day, but not for months before the issue.
with owners as (
    select
        task_id,
        unit
    from task_unit_rows($as_of::date, true)
    where role <> 'support' and unit not in (select m.group_unit from group_members($as_of::date) as m)
),

reported as (
    select
        r.task_id,
        coalesce(m.member, r.unit) as unit
    from task_reports as r
    left join group_members($as_of::date) as m on r.unit = m.group_unit
    where r.period = month_of($as_of::date)
)

select
    owners.unit,
    count(*) as tasks_missing,
    string_agg(owners.task_id, '、' order by plan_rank(status.plan), status.seq) as task_ids,
    day($as_of::date) > any_value(settings.report_day)
    and $as_of::date > any_value(settings.issue_date) as is_overdue
from owners
inner join task_status($as_of::date) as status on owners.task_id = status.task_id
anti join reported on owners.task_id = reported.task_id and owners.unit = reported.unit
cross join settings
where status.schedule <> 'closed'
group by owners.unit
order by tasks_missing desc, owners.unit asc
