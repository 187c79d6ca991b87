-- Whether on a day the report of a month can only be late. One value, unknown where no reporting day is set.
-- Never for a month whose reporting day was over when the notice was issued (L350): nobody owed one by then.
create or replace macro is_past_report_day(month_text, some_day) as (
    select some_day > report_due_on(month_text) and report_due_on(month_text) >= issue_date
    from settings
);
