-- Where the year ends if its rest is as in 2022, or keeps the ratio of the months so far. One row per pollutant.
select
    pollutant,
    half_even(as_baseline, 2) as as_baseline,
    half_even(keeps_ratio, 2) as keeps_ratio,
    as_baseline_state,
    as_baseline_rounded_state,
    keeps_ratio_state,
    keeps_ratio_rounded_state,
    annual_target,
    months_reported,
    unit_of_measure
from air_projection($as_of::date, $scope::varchar, $dust::varchar)
order by position
