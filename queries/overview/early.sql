-- Months that have data and do not count yet, so that the day everybody sees waits for them. One row per month.
-- Source of the share of units that makes a month count: the rule default_day_share.
with arrived as (
    select period as month
    from report_uploads
    union
    select month from section_months
    union
    select month from section_items
    union
    select month from project_progress
    union
    select month from air_monthly
    union
    select month from air_daily_months
),

early as (
    select
        arrived.month,
        last_day(month_start(arrived.month)) as ends_on
    from arrived
    cross join default_as_of
    where length(arrived.month) = 7 and month_start(arrived.month) > default_as_of.as_of
)

select
    early.month,
    early.ends_on,
    count(distinct duties.unit) filter (where duties.is_reported) as reported,
    count(distinct duties.unit) as owing
from early
cross join report_duties(early.ends_on) as duties
group by early.month, early.ends_on
order by early.month
