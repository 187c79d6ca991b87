-- A value as it is compared with limits: rounded half to even, but to its first digit where that left nothing.
-- One value. Source: GB/T 8170; decimals of water_items, and the first digit, as SurfaceWater has them (public code).
create or replace macro water_rounded(x, decimals) as
case
    when half_even(x, decimals) = 0 and x > 0 then half_even(x, -floor(log10(x)))
    else half_even(x, decimals)
end;
