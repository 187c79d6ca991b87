-- The term of a pollutant in the composite index, C / S. One value. Source: 环办〔2014〕64号 section 3.
-- Each term is rounded half to even and then added: of five published indices four come out exactly so, two otherwise.
create or replace macro composite_term(concentration, divisor) as half_even(concentration / divisor, 2);

-- The composite index of the terms of a group. One value. All six must be there, otherwise there is no index.
create or replace macro composite_total(term) as case when count(term) = 6 then half_even(sum(term), 2) end;

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
