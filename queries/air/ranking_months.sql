-- The months that are over and have daily values, latest first. One row per month.
select distinct month
from air_daily_months
where period_end(month) <= $as_of::date
order by month desc
