-- The day the data reaches: the end of the latest month that counts, else the day of issue. One row.
-- A month counts once the official air month of the district is there, or reports of at least the share
-- default_day_share of the units that owe one (report_duties): a single early report moves nothing for everybody.
-- Months of earlier years are there to be compared with, and are no day to count to.
-- Source: L16 and L350 for the day of issue; our convention for the share. Annual figures name no month.
create or replace table default_as_of as
with months as (
    select distinct
        period as month,
        last_day(month_start(period)) as ends_on
    from task_reports
),

counted as (
    select months.month
    from months
    cross join report_duties(months.ends_on) as duties
    cross join settings
    group by months.month
    having
        count(distinct duties.unit) filter (where duties.is_reported)
        >= count(distinct duties.unit) * any_value(settings.default_day_share)
    union all
    select air_monthly.month
    from air_monthly
    cross join settings
    where
        length(air_monthly.month) = 7
        and air_monthly.scope = 'district'
        and month_start(air_monthly.month) >= settings.plan_year_start
),

reached as (
    select last_day(month_start(max(month))) as last_counted
    from counted
)

select coalesce(reached.last_counted, settings.issue_date) as as_of
from reached
cross join settings;
