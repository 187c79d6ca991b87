-- The highest mean that the rest of the year may have and still meet the annual target. One row per pollutant.
select
    pollutant,
    half_even(allowed_exact, 2) as allowed_exact,
    half_even(allowed_rounded, 2) as allowed_rounded,
    half_even(planned_rest, 2) as planned_rest,
    half_even(baseline_rest, 2) as baseline_rest,
    months_reported,
    rest_days,
    annual_target,
    is_bound_exclusive,
    unit_of_measure,
    reason
from air_remaining_allowance($as_of::date, $scope::varchar, $dust::varchar)
order by position
