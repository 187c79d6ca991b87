-- Daily values of each town: the mean of its stations where enough of those open that day are valid, as for the
-- district (air_area_days); all else follows from this series, never from statistics of stations.
-- One row per town and day.
create or replace view air_town_days as
with rules as (
    select value / 100 as share
    from air_statistics
    where parameter = 'station_share'
),

dates as (
    select distinct date from air_daily
),

open_stations as (
    select
        s.town,
        d.date,
        count(*) * any_value(r.share) as least
    from dates as d
    inner join stations as s
        on
            coalesce(d.date >= s.opened_on, true)
            and coalesce(d.date <= s.closed_on, true)
            and s.kind <> 'background'
            and s.town is not null
    cross join rules as r
    group by s.town, d.date
)

select
    d.town,
    d.date,
    any_value(d.is_dust) as is_dust,
    case when count(d.so2) >= any_value(o.least) then avg(d.so2) end as so2,
    case when count(d.no2) >= any_value(o.least) then avg(d.no2) end as no2,
    case when count(d.pm10) >= any_value(o.least) then avg(d.pm10) end as pm10,
    case when count(d.pm2_5) >= any_value(o.least) then avg(d.pm2_5) end as pm2_5,
    case when count(d.co) >= any_value(o.least) then avg(d.co) end as co,
    case when count(d.o3) >= any_value(o.least) then avg(d.o3) end as o3,
    max(d.upload_id) as upload_id
from air_open_days as d
inner join open_stations as o on d.town = o.town and d.date = o.date
group by d.town, d.date;
