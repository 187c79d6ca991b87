-- The days of air_rated_days that speak for a scope, kept, since every screen starts from them.
-- One row per scope, day and edition.
create or replace table air_area_ratings as
select
    r.scope,
    r.edition,
    r.date,
    r.so2,
    r.no2,
    r.pm10,
    r.pm2_5,
    r.co,
    r.o3_8h,
    r.aqi,
    r.level,
    r.primary_pollutants,
    r.valid,
    d.is_dust
from air_rated_days as r
inner join air_area_days as d on r.scope = d.scope and r.date = d.date
where r.scope is not null;
