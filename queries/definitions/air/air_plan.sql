-- The figures of annex 1, month 0 being the year, with the days that weight a month, and their sums since January.
-- One row per pollutant and month.
-- A target above the 2022 figure (February, T04) or equal to it (T06) stands as the notice prints it.
-- The notice is dated the last day of May (L16): January to May were history when it was issued.
-- Sums are decimals, so that a mean equal to its target meets it.
create or replace table air_plan as
with calendar as (
    select
        issue_date,
        plan_year_end
    from settings
),

dated as (
    select
        t.pollutant,
        t.month,
        t.baseline,
        t.target,
        t.source_line,
        g.position,
        g.scope,
        g.is_mean,
        g.is_month_judged,
        g.decimals,
        g.statistic,
        g.unit_of_measure,
        c.issue_date,
        last_day(make_date(year(c.plan_year_end), nullif(t.month, 0), 1)) as last_date
    from air_targets as t
    inner join air_goals as g on t.pollutant = g.pollutant
    cross join calendar as c
)

select
    pollutant,
    position,
    month,
    baseline,
    target,
    target > baseline as is_target_above_baseline,
    target = baseline as is_flat,
    source_line,
    scope,
    is_mean,
    is_month_judged,
    decimals,
    statistic,
    unit_of_measure,
    last_date,
    month_of(last_date) as period,
    day(last_date)::integer as days,
    last_date <= issue_date as is_before_issue,
    sum(day(last_date)) over up_to as days_so_far,
    sum(target::decimal(9, 3) * day(last_date)) over up_to as target_so_far,
    sum(baseline::decimal(9, 3) * day(last_date)) over up_to as baseline_so_far
from dated
window up_to as (partition by pollutant order by month);
