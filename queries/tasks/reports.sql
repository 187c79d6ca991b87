-- What the units reported of one task up to a day, newest month first. One row per month and unit.
select
    task_reports.period,
    task_reports.unit,
    task_reports.claim,
    task_reports.progress,
    task_reports.problem,
    task_reports.next_step,
    task_reports.support_needed,
    task_reports.done_nodes,
    task_reports.responsible,
    task_reports.amount,
    is_late_report(
        task_reports.period, uploads.uploaded_at, uploads.is_demo, settings.report_day, settings.issue_date
    ) as is_late,
    task_reports.upload_id,
    task_reports.line,
    uploads.is_demo
from task_reports
left join uploads on task_reports.upload_id = uploads.upload_id
cross join settings
where
    task_reports.task_id = $task_id::varchar
    and month_start(task_reports.period) <= $as_of::date
order by task_reports.period desc, task_reports.unit asc
