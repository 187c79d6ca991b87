-- The tasks of one unit on a day and its role in each, the most urgent first. One row per task.
-- is_reported says whether this unit has reported for the month, is_late whether late; unknown where it owes no report.
-- responsible and amount (定人, 定量, L96) are those of its latest report that has them.
with named as (
    select
        task_id,
        arg_max(responsible, period) as responsible,
        arg_max(amount, period) as amount
    from task_reports
    where unit = canonical_unit($unit::varchar) and month_start(period) <= $as_of::date
    group by task_id
)

select
    status.task_id,
    status.plan,
    owners.role,
    owners.is_via_group,
    status.measure,
    status.deadline_text,
    status.deadline_kind,
    status.schedule,
    status.is_window_over,
    status.due_date,
    status.phase,
    status.light,
    status.light_reason,
    status.latest_period,
    duties.is_reported,
    duties.is_late,
    named.responsible,
    named.amount
from task_unit_rows($as_of::date, $include_groups::boolean) as owners
inner join task_status($as_of::date) as status on owners.task_id = status.task_id
left join report_states($as_of::date, month_of($as_of::date)) as duties
    on owners.task_id = duties.task_id and owners.unit = duties.unit
left join named on owners.task_id = named.task_id
where owners.unit = canonical_unit($unit::varchar)
order by light_rank(status.light), schedule_rank(status.schedule), plan_rank(status.plan), status.seq
