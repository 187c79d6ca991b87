-- The composite index of a period and its terms, from the figures as they are published. One row.
-- Source: 环办〔2014〕64号; the concentrations are the rounded ones of air/assessment, so the sum can be checked by hand.
with period_values as (
    pivot (
        select
            pollutant,
            value
        from air_assessment($as_of::date, $period::varchar, $scope::varchar, $dust::varchar, '2012')
        where is_plan_statistic
    ) on pollutant in ('so2', 'no2', 'pm10', 'pm2_5', 'co', 'o3')
    using any_value(value)
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
    v.so2,
    v.no2,
    v.pm10,
    v.pm2_5,
    v.co,
    v.o3
from period_values as v
cross join composite_index(
    (select so2 from period_values),
    (select no2 from period_values),
    (select pm10 from period_values),
    (select pm2_5 from period_values),
    (select co from period_values),
    (select o3 from period_values)
) as i
