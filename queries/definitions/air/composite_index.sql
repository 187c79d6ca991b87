-- The composite index of six concentrations, given as {pollutant, value} each, and what leads it. One row.
-- The largest C / S leads, unrounded; equal ones lead together.
create or replace macro composite_index(concentrations) as table
    with given as (
        select unnest(concentrations, recursive := true)
    ),

    terms as (
        select
            g.pollutant,
            g.value,
            list_position(['so2', 'no2', 'pm10', 'pm2_5', 'co', 'o3'], g.pollutant) as position,
            composite_term(g.value, s.index_divisor) as term,
            g.value / s.index_divisor as ratio,
            max(g.value / s.index_divisor) over () as largest
        from given as g
        inner join air_standards as s on g.pollutant = s.pollutant
    )

    select
        composite_total(term) as composite_index,
        any_value(term) filter (where pollutant = 'so2') as so2_term,
        any_value(term) filter (where pollutant = 'no2') as no2_term,
        any_value(term) filter (where pollutant = 'pm10') as pm10_term,
        any_value(term) filter (where pollutant = 'pm2_5') as pm2_5_term,
        any_value(term) filter (where pollutant = 'co') as co_term,
        any_value(term) filter (where pollutant = 'o3') as o3_term,
        case
            when count(term) = 6 then string_agg(pollutant, ',' order by position) filter (where ratio = largest)
        end as primary_pollutants
    from terms;
