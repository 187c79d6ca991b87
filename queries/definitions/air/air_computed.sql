-- Months and years as our daily values give them, raw and without dust. One row per scope, period and pollutant.
-- Source: HJ 663-2013. Means and percentiles of the daily values themselves, never of months; nothing is rounded here.
-- A month counts with 27 valid days (February 25), a year with 324 and all its months (GB 3095-2012 6.4 Table 4).
-- Dust days are valid days; adjusted_days, of the particles without them, are fewer.
-- month_starts is the first day of a month, and unknown of a year.
create or replace table air_computed as
with months as (
    select
        v.scope,
        v.month as period,
        date_trunc('month', min(v.date))::date as month_starts,
        v.pollutant,
        avg(v.value) as mean,
        avg(v.adjusted_value) as adjusted_mean,
        list(v.value order by v.value) as sorted,
        list(v.adjusted_value order by v.adjusted_value) filter (where v.adjusted_value is not null) as adjusted_sorted,
        count(*) as valid_days,
        count(v.adjusted_value) as adjusted_days,
        bool_or(v.is_demo) as is_demo,
        count(*)
        >= case when v.month like '%-02' then any_value(n.of_february) else any_value(n.of_month) end as is_complete
    from air_area_values as v
    cross join air_days_needed as n
    group by v.scope, v.month, v.pollutant
),

years as (
    select
        m.scope,
        left(m.period, 4) as period,
        m.pollutant,
        list_sort(flatten(list(m.sorted))) as sorted,
        list_sort(flatten(list(m.adjusted_sorted) filter (where m.adjusted_sorted is not null))) as adjusted_sorted,
        sum(m.valid_days)::bigint as valid_days,
        sum(m.adjusted_days)::bigint as adjusted_days,
        bool_or(m.is_demo) as is_demo,
        sum(m.valid_days) >= any_value(n.of_year)
        and count(*) filter (where m.is_complete) = 12 as is_complete
    from months as m
    cross join air_days_needed as n
    group by m.scope, left(m.period, 4), m.pollutant
),

months_and_years as (
    select
        scope,
        period,
        month_starts,
        pollutant,
        mean,
        adjusted_mean,
        sorted,
        adjusted_sorted,
        valid_days,
        adjusted_days,
        is_demo,
        is_complete
    from months
    union all
    select
        scope,
        period,
        null as month_starts,
        pollutant,
        list_avg(sorted) as mean,
        list_avg(adjusted_sorted) as adjusted_mean,
        sorted,
        adjusted_sorted,
        valid_days,
        adjusted_days,
        is_demo,
        is_complete
    from years
)

select
    b.scope,
    b.period,
    b.month_starts,
    b.pollutant,
    b.valid_days,
    b.adjusted_days,
    b.is_complete,
    b.is_demo,
    b.mean,
    b.adjusted_mean,
    percentile_of(b.sorted, a.percent) as percentile,
    percentile_of(b.adjusted_sorted, a.percent) as adjusted_percentile
from months_and_years as b
inner join air_assessed as a on b.pollutant = a.pollutant;
