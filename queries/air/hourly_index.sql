-- The real-time index of each hour from six hourly means, PM on the 24-hour scale. One row per station and hour.
-- Source: HJ 633-2012 5.1.3 as the national platform has done it since 2014; HJ 633-2026 5.2. Never a daily index.
-- A time is the end of its hour. The days from..to have the hours 1:00 to 24:00: 0:00 belongs to the day before.
-- fetches: air_hourly where station = $station and time >= $from and time <= $to + 1
with hours as (
    select
        h.*,
        hour_start(h.time, coalesce(h.hour_label, f.hour_label)) as starts_at
    from air_hourly as h
    left join air_feeds as f on h.feed = f.feed
),

asked as (
    select
        h.station,
        h.starts_at + interval 1 hour as time,
        sub_indices_of([h.so2, h.no2, h.pm10, h.pm2_5, h.co, h.o3], s.scales['of_hour']) as sub_indices,
        s.edition,
        s.scales
    from hours as h
    inner join air_scales as s on s.edition = $edition::varchar
    where
        ($station::varchar is null or h.station = $station::varchar)
        and ($from::date is null or h.starts_at >= $from::date)
        and ($to::date is null or h.starts_at < $to::date + 1)
),

indexed as (
    select
        *,
        air_aqi(sub_indices, scales['hour_needs_all'], scales) as aqi
    from asked
)

select
    station,
    time,
    aqi,
    aqi_level(aqi, scales) as level,
    primary_pollutants(sub_indices, aqi, scales) as primary_pollutants,
    sub_indices[1] as so2_iaqi,
    sub_indices[2] as no2_iaqi,
    sub_indices[3] as pm10_iaqi,
    sub_indices[4] as pm2_5_iaqi,
    sub_indices[5] as co_iaqi,
    sub_indices[6] as o3_iaqi,
    edition
from indexed
order by station, time
