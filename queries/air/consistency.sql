-- Whether meeting every monthly target exactly would meet the annual one. One row per pollutant.
select
    pollutant,
    half_even(months_mean, 2) as months_mean,
    annual_target,
    exceeds_target,
    rounds_to_target,
    months_changed,
    reason
from air_targets_checked
order by position
