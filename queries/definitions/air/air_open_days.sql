-- Valid daily values of each station while it is open. One row per station and day.
create or replace view air_open_days as
select
    s.station,
    case when s.kind <> 'background' then s.town end as town,
    d.date,
    dust.date is not null as is_dust,
    d.so2,
    d.no2,
    d.pm10,
    d.pm2_5,
    d.co,
    d.o3_8h as o3,
    d.upload_id
from stations as s
inner join air_station_days as d
    on s.station = d.station and coalesce(s.opened_on <= d.date, true) and coalesce(s.closed_on >= d.date, true)
left join air_dust_days as dust on d.date = dust.date;
