-- The highest mean that the rest of the year may have and still meet the annual target. One row per pollutant.
-- rounding: 'exact' holds the mean as it is to the target, 'rounded' the mean once it is rounded (T07).
-- plan_excess: how far the printed months are above what is allowed; above zero, meeting every one is not enough.
with allowances as (
    select
        *,
        half_even(
            case $rounding::varchar when 'exact' then allowed_exact when 'rounded' then allowed_rounded end, 2
        ) as allowed
    from air_remaining_allowance($as_of::date, $scope::varchar, $dust::varchar)
)

select
    pollutant,
    allowed,
    half_even(planned_rest, 2) as planned_rest,
    half_even(baseline_rest, 2) as baseline_rest,
    half_even(half_even(planned_rest, 2) - allowed, 2) as plan_excess,
    months_reported,
    rest_days,
    annual_target,
    coalesce(is_bound_exclusive and $rounding::varchar = 'rounded', false) as is_bound_exclusive,
    unit_of_measure,
    reason
from allowances
order by position
