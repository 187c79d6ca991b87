-- A report by a unit that the notice does not name for that task, groups counted by their members. One row per line.
-- title: 单位与任务不符
-- severity: warning
select
    upload.line,
    'unit' as column_name,
    upload.unit as value,
    '文件没有把' || upload.task_id || '交给' || upload.unit || '，请核对编号或单位。' as message
from upload
where
    upload.unit is not null
    and upload.task_id in (select task_units.task_id from task_units)
    and not exists (
        select 1
        from task_units
        left join unit_members on task_units.unit = unit_members.group_unit
        where
            task_units.task_id = upload.task_id
            and upload.unit in (task_units.unit, unit_members.member)
    )
order by upload.line
