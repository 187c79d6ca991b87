-- The percentile of sorted values: k = 1 + (n - 1) p, between two values by the fraction of k. One value.
-- Source: HJ 663-2013 (rule as published programs quote it). k is worked out in whole hundredths, so 1 + 364 * 0.9
-- is 328.6 and not a double beside it.
create or replace macro percentile_of(sorted, percent) as
case
    when len(sorted) > 0
        then sorted[(len(sorted) - 1) * percent // 100 + 1] + (
            sorted[least((len(sorted) - 1) * percent // 100 + 2, len(sorted))]
            - sorted[(len(sorted) - 1) * percent // 100 + 1]
        ) * ((len(sorted) - 1) * percent % 100) / 100
end;
