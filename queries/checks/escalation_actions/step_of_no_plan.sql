-- A rung that the plan's ladder does not have; the water plan has none at all. One row per offending line.
-- title: 没有这一级措施
-- severity: error
-- Source: L110, L343; for water the note of its row in escalation_rules.
with told as (
    select any_value(note) as no_ladder
    from escalation_rules
    where plan = 'water'
)

select
    u.line,
    'step' as column_name,
    cast(u.step as varchar) as value,
    case u.plan
        when 'water' then coalesce(told.no_ladder, '水计划没有督办条款') || '。'
        else '这个计划的督办条款没有第' || u.step || '级，请核对领域和级次。'
    end as message
from upload as u
cross join told
anti join escalation_steps as s on u.plan = s.plan and u.step = s.step
where u.plan is not null and u.step is not null
order by u.line
