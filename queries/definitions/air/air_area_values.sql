-- Daily values of each scope, one pollutant a row, as measured and without dust. One row per scope, day and pollutant.
-- Source: 环办监测〔2016〕120号: PM10 and PM2.5 of a recognised dust day are taken out of the assessment, whole days here.
create or replace table air_area_values as
with long as (
    unpivot (
        select
            scope,
            date,
            is_dust,
            is_demo,
            so2,
            no2,
            pm10,
            pm2_5,
            co,
            o3_8h as o3
        from air_area_days
    ) on so2, no2, pm10, pm2_5, co, o3
    into name pollutant value measured
)

select
    scope,
    date,
    month_of(date) as month,
    pollutant,
    measured as value,
    case when not (is_dust and pollutant in ('pm10', 'pm2_5')) then measured end as adjusted_value,
    is_demo
from long;
