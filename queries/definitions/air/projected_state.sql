-- The verdict on a projected year: conflict where it meets the target only when rounded (T07). One value.
create or replace macro projected_state(annual, target, decimals) as
case
    when target_state(annual, target) = target_state(half_even(annual, decimals), target)
        then target_state(annual, target)
    else 'conflict'
end;
