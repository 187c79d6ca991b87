-- The months of the year in a scenario (11=38,12=37), actual and assumed. One row per pollutant and month.
select
    pollutant,
    month,
    kind,
    half_even(value, decimals + 2) as value,
    method,
    half_even(last_value, decimals + 2) as last_value,
    unit_of_measure,
    decimals,
    is_demo
from air_what_if_months($as_of::date, $scope::varchar, $dust::varchar, $pollutant::varchar, $scenario::varchar)
order by position, month
