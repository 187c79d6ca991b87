-- A measure that the rung does not name. One row per offending line.
-- title: 措施与级次不符
-- severity: error
select
    u.line,
    'measure' as column_name,
    u.measure as value,
    '第' || u.step || '级的措施是' || s.action || '，请写其中一种。' as message
from upload as u
inner join escalation_steps as s on u.plan = s.plan and u.step = s.step
anti join escalation_measures as m on u.plan = m.plan and u.step = m.step and u.measure = m.measure
where u.measure is not null
order by u.line
