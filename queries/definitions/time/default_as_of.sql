-- The day the data reaches: the end of the latest month with any actual or report, else the day of issue. One row.
-- Source: L16 and L350 for the day of issue. Annual figures do not count: they name no month; nor do daily air values
-- of years before the plan's, which are uploaded to compare with.
create or replace table default_as_of as
with months as (
    select month
    from air_monthly
    where length(month) = 7
    union all
    select air_daily_months.month
    from air_daily_months
    cross join settings
    where month_start(air_daily_months.month) >= date_trunc('year', settings.plan_year_end)
    union all
    select month from section_months
    union all
    select month from project_progress
    union all
    select period as month from task_reports
),

reached as (
    select last_day(month_start(max(month))) as last_reported
    from months
)

select coalesce(reached.last_reported, settings.issue_date) as as_of
from reached
cross join settings;
