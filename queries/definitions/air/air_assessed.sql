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
