-- A period (month, quarter, season, year, months 1..n) against target and class II. One row per statistic.
select
    pollutant,
    statistic,
    value,
    target,
    attained_target,
    class_ii,
    attained_class_ii,
    exceedance_multiple,
    valid_days,
    state,
    exact_value,
    official_value,
    difference,
    is_plan_statistic,
    is_dust_removed,
    way,
    unit_of_measure,
    decimals,
    source,
    is_demo
from air_assessment($as_of::date, $period::varchar, $scope::varchar, $dust::varchar, $edition::varchar)
order by position, not is_plan_statistic
