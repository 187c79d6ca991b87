-- Who has not reported for the month of a day, of those who owe a report. One row per unit.
-- A report is overdue after the day of the month set by the rule report_day, but not for months before the issue.
select
    duties.unit,
    count(*) as tasks_missing,
    string_agg(duties.task_id, '、' order by plan_rank(status.plan), status.seq) as task_ids,
    day($as_of::date) > any_value(settings.report_day)
    and $as_of::date > any_value(settings.issue_date) as is_overdue
from report_duties($as_of::date) as duties
inner join task_status($as_of::date) as status on duties.task_id = status.task_id
cross join settings
where not duties.is_reported and status.schedule <> 'closed'
group by duties.unit
order by tasks_missing desc, duties.unit asc
