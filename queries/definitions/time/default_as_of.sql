-- The day the data reaches: the end of the latest month that counts, else the day of issue. One row.
-- Where nobody has set a day of issue either, it is the day of the last upload: some day the board must count to.
-- A month counts once the official air month of the district is there, or reports of at least the share
-- default_day_share of the units that owe one (reporting_units): a single early report moves nothing for everybody.
-- Months of earlier years are there to be compared with, and are no day to count to.
-- Source: L16 and L350 for the day of issue; our convention for the share. Annual figures name no month.
create or replace table default_as_of as
with counted as (
    select reporting_units.period as month
    from reporting_units
    cross join settings
    group by reporting_units.period
    having
        count(*) filter (where reporting_units.has_reported) >= count(*) * any_value(settings.default_day_share)
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
),

handed_in as (
    select max(uploaded_at)::date as last_day_of_all
    from uploads
)

select coalesce(reached.last_counted, settings.issue_date, handed_in.last_day_of_all) as as_of
from reached
cross join settings
cross join handed_in;
