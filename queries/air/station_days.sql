-- Daily values and index of each station of a scope, and of background stations. One row per station and day.
-- Values are rounded half to even; a background station (对照点) is shown and counts in no mean.
with shown as (
    select
        s.station,
        s.name,
        s.kind,
        s.town,
        o.station is not null as is_counted
    from stations as s
    left join air_scope_stations as o on s.station = o.station and o.scope = $scope::varchar
    where o.station is not null or s.kind = 'background'
)

select
    s.station,
    s.name,
    s.kind,
    s.town,
    s.is_counted,
    r.date,
    r.so2,
    r.no2,
    r.pm10,
    r.pm2_5,
    r.co,
    r.o3_8h,
    r.aqi,
    r.level
from shown as s
inner join air_rated_days as r on s.station = r.station
where
    r.edition = $edition::varchar
    and r.date between $from::date and $to::date
order by not s.is_counted, s.station, r.date
