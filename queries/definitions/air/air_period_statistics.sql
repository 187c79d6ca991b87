-- The statistics a period is assessed by. One row per pollutant and statistic.
create or replace table air_period_statistics as
select
    pollutant,
    position,
    decimals,
    unit_of_measure,
    percent,
    'mean' as statistic,
    true as is_mean,
    plan_statistic = 'mean' as is_plan_statistic
from air_assessed
where has_mean
union all
select
    pollutant,
    position,
    decimals,
    unit_of_measure,
    percent,
    percentile_name as statistic,
    false as is_mean,
    plan_statistic = percentile_name as is_plan_statistic
from air_assessed;
