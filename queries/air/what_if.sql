-- The year in a scenario (11=38,12=37): annual value, chance, composite index. One row per pollutant asked for.
select
    pollutant,
    half_even(annual, decimals + 2) as annual_value,
    target,
    attained,
    state,
    chance,
    composite_index,
    reason,
    basis,
    unit_of_measure,
    decimals,
    is_demo
from air_what_if($as_of::date, $scope::varchar, $dust::varchar, $pollutant::varchar, $scenario::varchar)
order by position
