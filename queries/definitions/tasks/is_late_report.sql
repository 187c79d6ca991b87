-- Whether a report of a month is late (补报): it came with an upload after the reporting day. One value, unknown where no
-- reporting day is set. The log of uploads has moments of Beijing. Which upload a report counts by: report_lateness.
-- Demonstration data is never late: nobody handed it in.
create or replace macro is_late_report(month_text, uploaded_at, is_demo, report_day, issue_date) as
not is_demo and is_past_report_day(month_text, uploaded_at::date, report_day, issue_date);
