-- Daily values of each station that count: those that are not valid are unknown here. One row per station and day.
-- A day that was uploaded because there are no hours counts as it was given.
create or replace view air_station_days as
select
    station,
    date,
    case when coalesce(so2_valid, true) then so2 end as so2,
    case when coalesce(no2_valid, true) then no2 end as no2,
    case when coalesce(pm10_valid, true) then pm10 end as pm10,
    case when coalesce(pm2_5_valid, true) then pm2_5 end as pm2_5,
    case when coalesce(co_valid, true) then co end as co,
    case when coalesce(o3_valid, true) then o3_8h end as o3_8h,
    case when coalesce(o3_valid, true) then o3_1h end as o3_1h,
    upload_id
from air_daily;
