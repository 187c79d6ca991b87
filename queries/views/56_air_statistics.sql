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

-- How each pollutant is assessed over a period. One row per pollutant.
-- Source: HJ 663-2013 (air_statistics): the percentile of daily values; a mean as well, but for CO and ozone.
create or replace table air_assessed as
with rules as (
    select
        pollutant,
        max(value) filter (where parameter = 'percentile')::integer as percent,
        bool_or(parameter = 'has_mean' and value = 1) as has_mean
    from air_statistics
    group by pollutant
)

select
    s.pollutant,
    s.line as position,
    s.statistic as plan_statistic,
    s.unit_of_measure,
    s.decimals,
    r.has_mean,
    r.percent,
    'p' || r.percent || case when s.pollutant = 'o3' then '_8h' else '_daily' end as percentile_name
from air_standards as s
inner join rules as r on s.pollutant = r.pollutant;

-- Daily values of each scope, one pollutant a row, as measured and without dust. One row per scope, day and pollutant.
-- Source: 环办监测〔2016〕120号: PM10 and PM2.5 of a recognised dust day are taken out of the assessment, whole days here.
create or replace table air_area_values as
with long as (
    unpivot (
        select
            scope,
            date,
            is_dust,
            is_demo,
            so2,
            no2,
            pm10,
            pm2_5,
            co,
            o3_8h as o3
        from air_area_days
    ) on so2, no2, pm10, pm2_5, co, o3
    into name pollutant value measured
)

select
    scope,
    date,
    month_of(date) as month,
    pollutant,
    measured as value,
    case when not (is_dust and pollutant in ('pm10', 'pm2_5')) then measured end as adjusted_value,
    is_demo
from long;

-- How many valid days a month needs. One row. Source: GB 3095-2012 6.4 Table 4 (air_statistics).
create or replace table air_days_needed as
select
    max(value) filter (where parameter = 'days_of_year') as of_year,
    max(value) filter (where parameter = 'days_of_month') as of_month,
    max(value) filter (where parameter = 'days_of_february') as of_february
from air_statistics;

-- Months and years as our daily values give them, raw and without dust. One row per scope, period and pollutant.
-- Source: HJ 663-2013. Means and percentiles of the daily values themselves, never of months; nothing is rounded here.
-- A month counts with 27 valid days (February 25), a year with 324 and all its months (GB 3095-2012 6.4 Table 4).
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
    b.is_complete,
    b.is_demo,
    b.mean,
    b.adjusted_mean,
    percentile_of(b.sorted, a.percent) as percentile,
    percentile_of(b.adjusted_sorted, a.percent) as adjusted_percentile
from months_and_years as b
inner join air_assessed as a on b.pollutant = a.pollutant;
