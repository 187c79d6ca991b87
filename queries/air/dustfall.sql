-- Dustfall of each town month by month, with the mean of its months so far, against the limit. One row per town, month.
select
    town,
    month,
    value,
    state,
    cumulative,
    cumulative_state,
    months_reported,
    months_expected,
    dustfall_limit,
    reported_value,
    days_exposed,
    source,
    is_demo
from town_dustfall($as_of::date)
order by position, town, month
