-- Who owes a report for a month and has not handed it in, as known on a day. One row per task and unit.
-- Without a month it is that of the day.
select
    task_id,
    unit,
    is_overdue
from report_states($as_of::date, coalesce($period::varchar, month_of($as_of::date)))
where not is_reported
order by unit, plan_rank(plan), seq
