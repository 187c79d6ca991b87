-- The share of drawn years that meet the target, each rounded as a published year is. One value.
create or replace macro chance_of(drawn, target, decimals) as
case
    when target is not null
        then len(list_filter(drawn, lambda annual: half_even(annual, decimals) <= target)) / len(drawn)
end;
