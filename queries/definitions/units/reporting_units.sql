-- Which units owe reports for a month, and whether each has handed in any of them. One row per month and unit.
-- Only months that somebody has reported for; who owes is who does on their last day (report_duties).
-- renewed by: period
create or replace table reporting_units as
with months as (
    select distinct
        period,
        last_day(month_start(period)) as ends_on
    from task_reports
)

select
    months.period,
    duties.unit,
    bool_or(duties.is_reported) as has_reported
from months
cross join report_duties(months.ends_on) as duties
group by months.period, duties.unit;
