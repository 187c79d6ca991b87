-- Dustfall of the district: mean over its towns and the highest, month by month and months 1..n. One row per month.
-- The mean of months 1..n is that of the district's months. Means are made of unrounded values and judged when every
-- town has reported.
with towns as (
    select
        *,
        value = max(value) over (partition by month) as is_highest
    from town_dustfall($as_of::date)
),

months as (
    select
        month,
        avg(exact_value) as exact_mean,
        max(value) as highest,
        string_agg(town, '、' order by position, town) filter (where is_highest) as highest_town,
        count(value) as towns_reported,
        count(*) as towns_expected,
        count(*) filter (where state = 'missed') as towns_missed,
        any_value(dustfall_limit) as dustfall_limit,
        coalesce(bool_or(is_demo), false) as is_demo
    from towns
    group by month
),

so_far as (
    select
        *,
        avg(exact_mean) over through as exact_cumulative,
        count(exact_mean) over through as months_reported,
        bool_and(towns_reported = towns_expected) over through as is_whole
    from months
    window through as (order by month)
)

select
    month,
    half_even(exact_mean, 1) as district_mean,
    highest,
    highest_town,
    towns_reported,
    towns_expected,
    towns_missed,
    dustfall_state(half_even(exact_mean, 1), towns_reported = towns_expected, dustfall_limit) as state,
    half_even(exact_cumulative, 1) as cumulative_mean,
    dustfall_state(half_even(exact_cumulative, 1), is_whole, dustfall_limit) as cumulative_state,
    months_reported,
    dustfall_limit,
    is_demo
from so_far
order by month
