-- The hours of the days from..to: stations of a scope, background stations, the mean. One row per series and hour.
-- A station of null is the mean of the scope, where enough of the stations open that day have a value (air_statistics,
-- station_share). The index is the real-time one of six hourly means (air/hourly_index), never that of a day. A time is
-- the end of its hour, so 0:00 is hour 24 of the day before (hour_start).
-- fetches: air_hourly where time >= $from and time <= $to + 1
with labelled as (
    select
        h.*,
        hour_start(h.time, coalesce(h.hour_label, f.hour_label)) as starts_at
    from air_hourly as h
    left join air_feeds as f on h.feed = f.feed
),

measured as (
    select
        station,
        starts_at + interval 1 hour as time,
        starts_at::date as date,
        hour(starts_at) + 1 as hour_of_day,
        so2,
        no2,
        pm10,
        pm2_5,
        co,
        o3,
        status
    from labelled
    where starts_at >= $from::date and starts_at < $to::date + 1
),

open_stations as (
    select
        o.station,
        d.date
    from (select distinct date from measured) as d
    inner join air_scope_stations as o
        on
            o.scope = $scope::varchar
            and coalesce(d.date >= o.opened_on, true)
            and coalesce(d.date <= o.closed_on, true)
),

needed as (
    select
        o.date,
        count(*) * any_value(rules.value) / 100 as least
    from open_stations as o
    cross join air_statistics as rules
    where rules.parameter = 'station_share'
    group by o.date
),

means as (
    select
        m.time,
        m.date,
        m.hour_of_day,
        case when count(m.so2) >= any_value(n.least) then avg(m.so2) end as so2,
        case when count(m.no2) >= any_value(n.least) then avg(m.no2) end as no2,
        case when count(m.pm10) >= any_value(n.least) then avg(m.pm10) end as pm10,
        case when count(m.pm2_5) >= any_value(n.least) then avg(m.pm2_5) end as pm2_5,
        case when count(m.co) >= any_value(n.least) then avg(m.co) end as co,
        case when count(m.o3) >= any_value(n.least) then avg(m.o3) end as o3
    from measured as m
    inner join open_stations as o on m.station = o.station and m.date = o.date
    inner join needed as n on m.date = n.date
    group by m.time, m.date, m.hour_of_day
),

series as (
    select
        m.*,
        s.name,
        s.kind,
        o.station is not null as is_counted
    from measured as m
    inner join stations as s on m.station = s.station
    left join air_scope_stations as o on m.station = o.station and o.scope = $scope::varchar
    where o.station is not null or s.kind = 'background'
    union all by name
    select
        *,
        true as is_counted
    from means
),

rated as (
    select
        h.*,
        sub_indices_of([h.so2, h.no2, h.pm10, h.pm2_5, h.co, h.o3], s.scales['of_hour']) as sub_indices,
        s.scales
    from series as h
    inner join air_scales as s on s.edition = $edition::varchar
)

select
    station,
    name,
    kind,
    is_counted,
    time,
    date,
    hour_of_day,
    half_even(so2, scales['so2_1h']['decimals']) as so2,
    half_even(no2, scales['no2_1h']['decimals']) as no2,
    half_even(pm10, scales['pm10_24h']['decimals']) as pm10,
    half_even(pm2_5, scales['pm2_5_24h']['decimals']) as pm2_5,
    half_even(co, scales['co_1h']['decimals']) as co,
    half_even(o3, scales['o3_1h']['decimals']) as o3,
    air_aqi(sub_indices, scales['hour_needs_all'], scales) as aqi,
    status
from rated
order by not is_counted, station is null, station, time
