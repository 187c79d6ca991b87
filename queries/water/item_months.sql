-- The monthly means of one item at a section over the last 24 months. One row per month with a mean.
-- Source: section_item_classes.
select
    month,
    month_start(month) as first_day,
    period_end(month) as last_day,
    mean,
    value,
    class,
    samples,
    below_limit
from section_item_classes
where
    section = $section::varchar
    and item = $indicator::varchar
    and period_end(month) <= $as_of::date
    and month_start(month) >= date_trunc('month', $as_of::date + 1) - interval 24 month
order by month
