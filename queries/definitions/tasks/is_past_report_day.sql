-- Whether on a day the report of a month can only be late, by the rules report_day and issue_date. One value, unknown
-- where no reporting day is set. Never for a month whose reporting day was over when the notice was issued (L350).
create or replace macro is_past_report_day(month_text, some_day, report_day, issue_date) as
some_day > report_due_on(month_text, report_day) and report_due_on(month_text, report_day) >= issue_date;
