-- Do the monthly targets add up to the annual one, and is the printed improvement real? One row per pollutant.
-- Source: annex 1, L121-L133 (T02, T07, T08). Weighted by days the months are a year, to compare with its target; the
-- improvement compares two columns of twelve printed figures, and there each counts alike (8.58 -> 8.33 for SO2).
-- O3 and CO are percentiles: their months make no annual figure at all; months_changed shows how little of a path
-- they print (O3 differs from 2022 in January only, CO nowhere).
create or replace table air_targets_checked as
with years as (
    select
        pollutant,
        sum(target::decimal(9, 3) * days) / sum(days) as weighted_target,
        avg(baseline) as plain_baseline,
        avg(target) as plain_target,
        count(*) filter (where not is_flat) as months_changed
    from air_plan
    where month > 0
    group by pollutant
)

select
    g.pollutant,
    g.position,
    g.annual_target,
    case when g.is_mean then y.weighted_target end as months_mean,
    case when g.is_mean then y.weighted_target > g.annual_target end as exceeds_target,
    case when g.is_mean then half_even(y.weighted_target, g.decimals) = g.annual_target end as rounds_to_target,
    y.months_changed,
    g.annex_baseline as printed_baseline,
    g.annex_target as printed_target,
    100 * (g.annex_target / g.annex_baseline - 1) as printed_change,
    case when g.is_mean then y.plain_baseline end as months_baseline,
    case when g.is_mean then y.plain_target end as months_target,
    case when g.is_mean then 100 * (y.plain_target / y.plain_baseline - 1) end as months_change,
    case when not g.is_mean then 'not_computable' end as reason
from air_goals as g
inner join years as y on g.pollutant = y.pollutant;
