-- A department that the notice does not ask for this task's dispatch: its row would count for nothing.
-- One row per offending line.
-- title: 不在调度范围
-- severity: error
with asked as (
    select
        task_id,
        list(department order by position) as departments
    from quarterly_duties
    group by task_id
)

select
    upload.line,
    if(asked.task_id is null, 'task_id', 'department') as column_name,
    if(asked.task_id is null, upload.task_id, upload.department) as value,
    if(
        asked.task_id is null,
        '任务“' || upload.task_id || '”没有每季度调度的要求，请核对编号（土壤计划为S-09和S-11）。',
        '任务“' || upload.task_id || '”每季度由' || array_to_string(asked.departments, '、') || '调度，没有“'
        || upload.department || '”，请核对部门和编号。'
    ) as message
from upload
left join asked on upload.task_id = asked.task_id
where asked.task_id is null or not list_contains(asked.departments, upload.department)
order by upload.line
