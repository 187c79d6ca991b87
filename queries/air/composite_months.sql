-- The composite index of each month of the plan year, and of 2022 as annex 1 prints it. One row per month.
-- Source: 环办〔2014〕64号. A month without all six figures has no index. CO of annex 1 is a whole number (T01).
with months as (
    select * from air_month_progress($as_of::date, $scope::varchar, $dust::varchar)
)

select
    p.month,
    composite_total(composite_term(p.month_actual, s.index_divisor)) as index,
    composite_total(composite_term(p.month_baseline, s.index_divisor)) as baseline_index,
    arg_max(p.pollutant, p.month_actual / s.index_divisor) as primary_pollutant
from months as p
inner join air_standards as s on p.pollutant = s.pollutant
group by p.month
order by p.month
