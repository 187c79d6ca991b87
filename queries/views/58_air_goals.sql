-- What the notice asks of each pollutant for the year, and how that figure is defined. One row per pollutant.
-- Source: text of L32-L34 (indicators), annex 1 L133 (air_targets, month 0), GB 3095-2012 (air_standards).
-- Text and annex both speak of the district with its township stations (L32, L117).
-- The year is assessed on the text. Annex 1 prints CO as an integer, 2 against 1.6 (question T01): where the two
-- disagree the months of the annex lead nowhere and are not judged.
create or replace table air_goals as
select
    s.pollutant,
    s.line as position,
    s.statistic,
    s.statistic = 'mean' as is_mean,
    s.unit_of_measure,
    s.decimals,
    s.class_ii_limit,
    s.edition,
    s.clause,
    i.indicator_id,
    i.scope,
    i.force,
    i.source_line as text_line,
    i.value as annual_target,
    t.source_line as annex_line,
    t.baseline as annex_baseline,
    t.target as annex_target,
    i.value = t.target as is_month_judged
from air_standards as s
inner join indicators as i
    on s.pollutant = i.pollutant and i.plan = 'air' and i.scope = 'district' and i.force = 'aspirational'
inner join air_targets as t on s.pollutant = t.pollutant and t.month = 0;

-- The same for one scope: nobody set a target for another one, so there it is unknown (T11). One row per pollutant.
create or replace macro air_scope_goals(for_scope) as table
    select
        pollutant,
        position,
        statistic,
        is_mean,
        unit_of_measure,
        decimals,
        class_ii_limit,
        edition,
        clause,
        indicator_id,
        force,
        text_line,
        annex_line,
        case when scope = for_scope then annual_target end as scope_target,
        case when scope = for_scope then annex_target end as scope_annex_target
    from air_goals;

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
