-- A unit that does not answer for the task: none of its lead, joint or unspecified units, groups counted by their
-- members. One row per offending line.
-- title: 单位与任务不符
-- severity: error
select
    u.line,
    'unit' as column_name,
    u.unit as value,
    coalesce(
        u.subject || '的责任单位是' || l.lead_units || '，不能发给' || u.unit || '；请核对对象或单位。',
        '文件没有写明' || u.subject || '的责任单位，请核对。'
    ) as message
from upload as u
inner join ledger_rows as l on u.subject = l.task_id
where
    u.subject_kind = 'task'
    and not exists (
        select 1
        from task_units as t
        left join unit_members as m on t.unit = m.group_unit
        where t.task_id = u.subject and t.role <> 'support' and u.unit in (t.unit, m.member)
    )
order by u.line
