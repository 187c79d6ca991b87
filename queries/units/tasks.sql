-- The tasks of one unit on a day and its role in each, the most urgent first. One row per task.
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
    theirs.task_id,
    theirs.plan,
    theirs.role,
    theirs.is_via_group,
    theirs.measure,
    theirs.deadline_text,
    theirs.deadline_kind,
    theirs.schedule,
    theirs.is_window_over,
    theirs.due_date,
    theirs.phase,
    theirs.light,
    theirs.light_reason,
    theirs.latest_period,
    theirs.is_reported_by_unit as is_reported,
    theirs.is_late,
    named.responsible,
    named.amount
from unit_tasks($as_of::date, $unit::varchar, $include_groups::boolean) as theirs
left join named on theirs.task_id = named.task_id
order by light_rank(theirs.light), schedule_rank(theirs.schedule), plan_rank(theirs.plan), theirs.seq
