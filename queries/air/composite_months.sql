-- The composite index of each month of the plan year, and of 2022 as annex 1 prints it. One row per month.
-- Source: 环办〔2014〕64号. A month without all six figures has neither index nor primary pollutant; state says why:
-- computed, insufficient (a figure lacks its valid days), unreported. CO of annex 1 is a whole number (T01).
with terms as (
    select
        p.month,
        p.pollutant,
        p.basis,
        list_position(['so2', 'no2', 'pm10', 'pm2_5', 'co', 'o3'], p.pollutant) as position,
        p.month_actual / s.index_divisor as ratio,
        max(p.month_actual / s.index_divisor) over (partition by p.month) as largest,
        composite_term(p.month_actual, s.index_divisor) as term,
        composite_term(p.month_baseline, s.index_divisor) as baseline_term
    from air_month_progress($as_of::date, $scope::varchar, $dust::varchar) as p
    inner join air_standards as s on p.pollutant = s.pollutant
)

select
    month,
    composite_total(term) as index,
    composite_total(baseline_term) as baseline_index,
    case
        when count(term) = 6 then string_agg(pollutant, ',' order by position) filter (where ratio = largest)
    end as primary_pollutant,
    case
        when count(term) = 6 then 'computed'
        when bool_or(basis = 'insufficient') then 'insufficient'
        else 'unreported'
    end as state
from terms
group by month
order by month
