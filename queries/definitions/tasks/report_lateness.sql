-- Whether each report is late (补报). One row per task, month and unit.
-- It counts as of the upload with which it first came, to stand there since (report_arrivals): a correction after the
-- reporting day makes no report late. Where none is noted, it counts as of the upload that it is from now.
create or replace view report_lateness as
select
    r.task_id,
    r.period,
    r.unit,
    is_late_report(r.period, u.uploaded_at, u.is_demo, s.report_day, s.issue_date) as is_late
from task_reports as r
left join report_arrivals as a on r.task_id = a.task_id and r.period = a.period and r.unit = a.unit
left join uploads as u on coalesce(a.arrived_with, r.upload_id) = u.upload_id
cross join settings as s;
