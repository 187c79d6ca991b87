-- Which task, pollutant or goal meets which clause of which plan on a day, with its evidence. One row per case and
-- subject, the highest rung of a plan first. For people to judge: nothing is issued by itself, and 问责 never stands
-- here. Red tasks of the water plan have no rung. What is in force already has its number and says so.
with shown as (
    select task_id
    from filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, null, $plan::varchar, null, null, null,
        $keyword::varchar, null, null, null
    )
)

select
    s.plan,
    s.subject,
    s.unit,
    s.step,
    s.clause_line,
    s.evidence,
    s.subject_kind,
    s.title,
    s.rule_id,
    s.action,
    s.trigger,
    s.condition,
    s.parameter,
    s.parameter_value,
    s.parameter_unit,
    s.note,
    s.quote,
    s.applies_to,
    s.since,
    s.days,
    s.is_open,
    s.action_number,
    s.action_said
from escalation_suggestions($as_of::date, $scope::varchar, $dust::varchar) as s
where
    case
        when s.subject_kind = 'task' then s.subject in (select shown.task_id from shown)
        else
            $unit::varchar is null
            and coalesce(s.plan = $plan::varchar, true)
            and coalesce(contains(fold_name(s.subject || s.title), fold_name($keyword::varchar)), true)
    end
order by
    plan_rank(s.plan) asc,
    s.step desc nulls last,
    s.subject_kind desc,
    s.days desc nulls last,
    s.seq asc,
    s.subject asc,
    s.rule_id asc
