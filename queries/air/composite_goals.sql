-- The composite index of 2022, of the goals (CO as text and as annex have it) and of this year so far.
-- One row per series and pollutant. Source: 环办〔2014〕64号; annex 1 L133, text L32-L34; T01 for CO.
-- This year so far needs daily values: months do not make the percentiles of CO and ozone.
with concentrations as (
    select
        'baseline' as series,
        pollutant,
        annex_baseline as value
    from air_goals
    where scope = $scope::varchar
    union all
    select
        'target_text' as series,
        pollutant,
        printed_target as value
    from air_goals
    where scope = $scope::varchar
    union all
    select
        'target_annex' as series,
        pollutant,
        annex_target as value
    from air_goals
    where scope = $scope::varchar
    union all
    select
        'so_far' as series,
        pollutant,
        value
    from air_assessment($as_of::date, 'cumulative', $scope::varchar, $dust::varchar, '2012')
    -- Of too few valid days nothing is made: one figure of the six would stand for days that were not measured.
    where is_plan_statistic and state <> 'insufficient'
),

terms as (
    select
        c.series,
        c.pollutant,
        c.value,
        s.line as position,
        composite_term(c.value, s.index_divisor) as term
    from concentrations as c
    inner join air_standards as s on c.pollutant = s.pollutant
),

totals as (
    select
        series,
        composite_total(term) as index
    from terms
    group by series
)

select
    c.series,
    c.pollutant,
    c.value,
    c.term,
    t.index
from terms as c
inner join totals as t on c.series = t.series
order by c.series, c.position
