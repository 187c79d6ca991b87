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

-- Which stations speak for a scope. One row per scope and station.
-- Source: L32 and L117 (全区含乡镇站点), L34 (市区: the national stations). A background station is shown but counts
-- nowhere (rules of the national centre).
create or replace table air_scope_stations as
select
    'district' as scope,
    station,
    opened_on,
    closed_on
from stations
where kind <> 'background'
union all
select
    'urban' as scope,
    station,
    opened_on,
    closed_on
from stations
where kind = 'national';

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

-- Months that are known to hold a dust day, or known to hold none because the year has dust days elsewhere. One row per
-- month. In a year without any reported dust day nothing is known.
create or replace table air_dust_months as
with years as (
    select distinct year(date) as dust_year
    from air_dust_days
),

months as (
    select
        strftime(
            unnest(generate_series(make_date(dust_year, 1, 1), make_date(dust_year, 12, 1), interval 1 month)), '%Y-%m'
        ) as month
    from years
)

select
    m.month,
    count(d.date) as dust_days
from months as m
left join air_dust_days as d on m.month = month_of(d.date)
group by m.month;
