-- The improvement printed in the annual row beside the one its twelve months give, in percent. One row per pollutant.
select
    pollutant,
    printed_baseline,
    printed_target,
    half_even(printed_change, 1) as printed_change,
    half_even(months_baseline, 2) as months_baseline,
    half_even(months_target, 2) as months_target,
    half_even(months_change, 1) as months_change,
    reason
from air_targets_checked
order by position
