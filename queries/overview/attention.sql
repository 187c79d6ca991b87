-- The tasks a leader should look at, red first, with gap, rule and the clause that applies. One row per task.
-- The lowest rung of the plan's own ladder that the task meets is quoted (task_suggestions, as on 预警督办); water has
-- no ladder. What is in force already says so, and then which rung above it may be proposed.
with chosen as (
    select
        *,
        coalesce(claim = 'delayed', false) as is_delayed
    from
        filtered_tasks(
            $as_of::date, $unit::varchar, $include_groups::boolean, null, $plan::varchar, null, null, null,
            $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
        )
    where light in ('red', 'yellow')
    order by light_rank(light), days_left nulls last, plan_rank(plan), seq
    limit (select settings.attention_rows from settings)
),

in_force as (
    select
        subject as task_id,
        max(step) as step,
        arg_max(action_said, step) as said
    from standing_actions($as_of::date)
    where subject_kind = 'task'
    group by subject
),

met as (
    select
        suggested.subject as task_id,
        suggested.step,
        suggested.action,
        suggested.quote,
        suggested.clause_line,
        suggested.step > coalesce(in_force.step, 0) as is_next
    from task_suggestions($as_of::date) as suggested
    left join in_force on suggested.subject = in_force.task_id
    where suggested.step is not null
),

rungs as (
    select
        task_id,
        arg_min(action, step) filter (where is_next) as proposed,
        arg_min(action, row(not is_next, step)) as action,
        arg_min(quote, row(not is_next, step)) as quote,
        arg_min(clause_line, row(not is_next, step)) as clause_line
    from met
    group by task_id
)

select
    chosen.task_id,
    chosen.plan,
    coalesce(chosen.heading, chosen.measure) as title,
    chosen.lead_units,
    chosen.light,
    chosen.schedule,
    chosen.due_date,
    chosen.days_left,
    concat_ws(
        '，',
        case
            when chosen.is_window_over then '时段已结束' || -chosen.days_left || '天'
            when chosen.schedule = 'past_due' then '已逾期' || -chosen.days_left || '天'
            when chosen.schedule = 'due_today' then '今日到期'
            when chosen.schedule = 'due_soon' then '距到期' || chosen.days_left || '天'
        end,
        case when chosen.nodes_total > 1 then '节点完成' || chosen.nodes_done || '/' || chosen.nodes_total end,
        case when chosen.is_delayed then '自评滞后' end,
        case when chosen.claim_differs then '自报与规则不一致' end,
        case when not chosen.is_reported then '本月未报' end
    ) as gap,
    chosen.nodes_done,
    chosen.nodes_total,
    chosen.claim_differs,
    chosen.light_rule,
    chosen.light_reason as reason,
    chosen.unreported_units,
    case
        when in_force.said is not null or rungs.proposed is not null
            then concat_ws('；', in_force.said, '可提请' || rungs.proposed)
        when chosen.light = 'red' then '督促完成后销号'
        when not chosen.is_reported then '请' || chosen.unreported_units || '填报本月进展'
        when chosen.schedule in ('due_today', 'due_soon') then '到期前完成，报佐证后销号'
        else '本月填报未完成节点'
    end as next_step,
    rungs.action,
    rungs.quote as clause,
    rungs.clause_line
from chosen
left join rungs on chosen.task_id = rungs.task_id
left join in_force on chosen.task_id = in_force.task_id
order by light_rank(chosen.light), chosen.days_left nulls last, plan_rank(chosen.plan), chosen.seq
