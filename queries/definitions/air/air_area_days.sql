-- Daily values of each scope: the mean of its stations, where enough of those open that day are valid; all else follows
-- from this series. One row per scope and day. Source: HJ 663-2013 (air_statistics, station_share).
-- On a day that the national centre names a dust day (环办监测〔2016〕120号) is_dust stands beside the values.
create or replace table air_area_days as
with rules as (
    select value / 100 as share
    from air_statistics
    where parameter = 'station_share'
),

dates as (
    select distinct date
    from air_daily
),

open_stations as (
    select
        s.scope,
        d.date,
        count(*) * any_value(r.share) as least
    from dates as d
    inner join air_scope_stations as s
        on coalesce(d.date >= s.opened_on, true) and coalesce(d.date <= s.closed_on, true)
    cross join rules as r
    group by s.scope, d.date
),

measured as (
    select
        s.scope,
        v.date,
        avg(v.so2) as so2,
        avg(v.no2) as no2,
        avg(v.pm10) as pm10,
        avg(v.pm2_5) as pm2_5,
        avg(v.co) as co,
        avg(v.o3_8h) as o3_8h,
        avg(v.o3_1h) as o3_1h,
        count(v.so2) as so2_stations,
        count(v.no2) as no2_stations,
        count(v.pm10) as pm10_stations,
        count(v.pm2_5) as pm2_5_stations,
        count(v.co) as co_stations,
        count(v.o3_8h) as o3_stations,
        bool_or(u.is_demo) as is_demo
    from air_station_days as v
    inner join air_scope_stations as s
        on
            v.station = s.station
            and coalesce(v.date >= s.opened_on, true)
            and coalesce(v.date <= s.closed_on, true)
    left join uploads as u on v.upload_id = u.upload_id
    group by s.scope, v.date
)

select
    o.scope,
    o.date,
    case when m.so2_stations >= o.least then m.so2 end as so2,
    case when m.no2_stations >= o.least then m.no2 end as no2,
    case when m.pm10_stations >= o.least then m.pm10 end as pm10,
    case when m.pm2_5_stations >= o.least then m.pm2_5 end as pm2_5,
    case when m.co_stations >= o.least then m.co end as co,
    case when m.o3_stations >= o.least then m.o3_8h end as o3_8h,
    case when m.o3_stations >= o.least then m.o3_1h end as o3_1h,
    dust.date is not null as is_dust,
    coalesce(m.is_demo, false) as is_demo
from open_stations as o
left join measured as m on o.scope = m.scope and o.date = m.date
left join air_dust_days as dust on o.date = dust.date;
