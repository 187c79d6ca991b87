-- What the year may still become, by three methods: figure, range, chance. One row per pollutant and method.
select
    pollutant,
    method,
    half_even(low, decimals + 2) as low,
    half_even(mid, decimals + 2) as mid,
    half_even(high, decimals + 2) as high,
    chance,
    target,
    state,
    reason,
    basis,
    valid_days,
    rest_days,
    unit_of_measure,
    decimals,
    is_demo
from air_outlook($as_of::date, $scope::varchar, $dust::varchar)
order by position, method_position
