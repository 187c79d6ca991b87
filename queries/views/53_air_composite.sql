-- The term of a pollutant in the composite index, C / S. One value. Source: 环办〔2014〕64号 section 3.
-- Each term is rounded half to even and then added: of five published indices four come out exactly so, two otherwise.
create or replace macro composite_term(concentration, divisor) as half_even(concentration / divisor, 2);

-- What each concentration of the composite index is divided by, in every period. One row.
create or replace table composite_divisors as
select
    max(index_divisor) filter (where pollutant = 'so2') as so2,
    max(index_divisor) filter (where pollutant = 'no2') as no2,
    max(index_divisor) filter (where pollutant = 'pm10') as pm10,
    max(index_divisor) filter (where pollutant = 'pm2_5') as pm2_5,
    max(index_divisor) filter (where pollutant = 'co') as co,
    max(index_divisor) filter (where pollutant = 'o3') as o3
from air_standards;

-- The composite index of six concentrations and what leads it. One row.
-- All six must be there, otherwise there is no index. The largest C / S leads, unrounded; equal ones lead together.
create or replace macro composite_index(so2_value, no2_value, pm10_value, pm2_5_value, co_value, o3_value) as table
    with terms as (
        select
            composite_term(so2_value, so2) as so2_term,
            composite_term(no2_value, no2) as no2_term,
            composite_term(pm10_value, pm10) as pm10_term,
            composite_term(pm2_5_value, pm2_5) as pm2_5_term,
            composite_term(co_value, co) as co_term,
            composite_term(o3_value, o3) as o3_term,
            [
                struct_pack(pollutant := 'so2', ratio := so2_value / so2),
                struct_pack(pollutant := 'no2', ratio := no2_value / no2),
                struct_pack(pollutant := 'pm10', ratio := pm10_value / pm10),
                struct_pack(pollutant := 'pm2_5', ratio := pm2_5_value / pm2_5),
                struct_pack(pollutant := 'co', ratio := co_value / co),
                struct_pack(pollutant := 'o3', ratio := o3_value / o3)
            ] as ratios
        from composite_divisors
    ),

    added as (
        select
            *,
            half_even(so2_term + no2_term + pm10_term + pm2_5_term + co_term + o3_term, 2) as composite_index,
            list_max(list_transform(ratios, lambda term: term['ratio'])) as largest
        from terms
    )

    select
        composite_index,
        so2_term,
        no2_term,
        pm10_term,
        pm2_5_term,
        co_term,
        o3_term,
        case
            when composite_index is not null
                then array_to_string(
                    list_transform(
                        list_filter(ratios, lambda term: term['ratio'] = largest), lambda term: term['pollutant']
                    ),
                    ','
                )
        end as primary_pollutants
    from added;
