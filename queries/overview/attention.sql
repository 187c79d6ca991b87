-- The tasks a leader should look at, red first, with gap, rule and the clause that applies. One row per task.
-- The lowest rung of the plan's own ladder is quoted where work is late or reported as delayed; water has no ladder.
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
        when steps.action is not null then '可提请' || steps.action
        when chosen.light = 'red' then '督促完成后销号'
        when not chosen.is_reported then '请' || chosen.unreported_units || '填报本月进展'
        when chosen.schedule in ('due_today', 'due_soon') then '到期前完成，报佐证后销号'
        else '本月填报未完成节点'
    end as next_step,
    steps.action,
    steps.quote as clause,
    steps.source_line as clause_line
from chosen
left join escalation_steps as steps
    on chosen.plan = steps.plan and steps.step = 1 and (chosen.light = 'red' or chosen.is_delayed)
order by light_rank(chosen.light), chosen.days_left nulls last, plan_rank(chosen.plan), chosen.seq
