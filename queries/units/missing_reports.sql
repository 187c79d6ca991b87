-- Who has not reported for the month of a day, of those who owe a report. One row per unit.
select
    unit,
    count(*) as tasks_missing,
    string_agg(task_id, '、' order by plan_rank(plan), seq) as task_ids,
    bool_or(is_overdue) as is_overdue
from report_states($as_of::date, month_of($as_of::date))
where not is_reported
group by unit
order by tasks_missing desc, unit asc
