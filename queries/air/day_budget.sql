-- How many days of ozone and CO may still exceed the annual target before it is missed. One row per pollutant.
select
    pollutant,
    annual_limit as "limit",
    days_above,
    days_left_in_budget,
    allowed_days,
    valid_days,
    days_to_come,
    year_days,
    percent,
    highest_below,
    lowest_above,
    straddle_bound,
    value_so_far,
    is_met_so_far,
    is_secured,
    is_lost,
    reason,
    unit_of_measure,
    decimals,
    is_demo
from air_day_budget($as_of::date, $scope::varchar)
order by position
