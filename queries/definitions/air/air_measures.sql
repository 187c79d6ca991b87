-- What stations and towns are ranked by: six pollutants, and the composite index of them. One row per measure.
-- Source: HJ 663-2013 for the statistics, 环办〔2014〕64号 for the index.
create or replace table air_measures as
select
    a.pollutant,
    a.position,
    a.plan_statistic as statistic,
    a.percent,
    s.index_divisor,
    a.decimals,
    a.unit_of_measure
from air_assessed as a
inner join air_standards as s on a.pollutant = s.pollutant
union all
select
    'composite_index' as pollutant,
    0 as position,
    null as statistic,
    null as percent,
    null as index_divisor,
    value::integer as decimals,
    '' as unit_of_measure
from air_statistics
where parameter = 'index_decimals';
