-- A subject that there is not, or that is none of the plan. One row per offending line.
-- title: 对象
-- severity: error
with known as (
    select
        'task' as subject_kind,
        plan,
        task_id as subject
    from ledger_rows
    union all
    select
        'pollutant' as subject_kind,
        'air' as plan,
        pollutant as subject
    from air_standards
    union all
    select
        'section' as subject_kind,
        'water' as plan,
        section as subject
    from sections
    union all
    select
        'goal' as subject_kind,
        plan,
        indicator_id as subject
    from indicators
)

select
    u.line,
    'subject' as column_name,
    u.subject as value,
    '这个计划没有这样的对象：任务和目标写编号（A-10、IS-03），断面写名称，污染物写pm2_5、pm10、so2、no2、o3或co。' as message
from upload as u
anti join known as k on u.subject_kind = k.subject_kind and u.plan = k.plan and u.subject = k.subject
where u.subject is not null and u.subject_kind is not null and u.plan is not null
order by u.line
