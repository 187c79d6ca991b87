-- A number that is neither a task nor a project of the notice. One row per offending line.
-- title: 任务编号
-- severity: error
-- datasets: task_reports, task_units, task_nodes, indicators, evidence, evidence_requests
select
    line,
    'task_id' as column_name,
    task_id as value,
    '没有编号为“' || task_id || '”的任务或工程，编号应为A-01至A-34、W-01至W-14、S-01至S-14或WP-1至WP-3。' as message
from upload
where
    task_id not in (select tasks.task_id from tasks)
    and task_id not in (select projects.project_id from projects)
order by line
