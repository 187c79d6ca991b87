-- The composite index of a period and its terms, from the figures as they are published. One row.
-- Source: 环办〔2014〕64号; the concentrations are the rounded ones of air/assessment, so the sum can be checked by hand.
-- state: official or computed; insufficient where a figure may not be judged (air_period_values); unreported without
-- all six.
with period_values as (
    select
        pollutant,
        value,
        state
    from air_assessment($as_of::date, $period::varchar, $scope::varchar, $dust::varchar, '2012')
    where is_plan_statistic
),

summed as (
    select
        list(struct_pack(pollutant := pollutant, value := value)) as concentrations,
        case
            when count(value) < 6 then 'unreported'
            when bool_or(state = 'insufficient') then 'insufficient'
            when bool_and(state = 'official') then 'official'
            else 'computed'
        end as state,
        any_value(value) filter (where pollutant = 'so2') as so2,
        any_value(value) filter (where pollutant = 'no2') as no2,
        any_value(value) filter (where pollutant = 'pm10') as pm10,
        any_value(value) filter (where pollutant = 'pm2_5') as pm2_5,
        any_value(value) filter (where pollutant = 'co') as co,
        any_value(value) filter (where pollutant = 'o3') as o3
    from period_values
)

select
    i.composite_index as index,
    i.so2_term,
    i.no2_term,
    i.pm10_term,
    i.pm2_5_term,
    i.co_term,
    i.o3_term,
    i.primary_pollutants,
    v.state,
    v.so2,
    v.no2,
    v.pm10,
    v.pm2_5,
    v.co,
    v.o3
from summed as v
cross join composite_index((select concentrations from summed)) as i
