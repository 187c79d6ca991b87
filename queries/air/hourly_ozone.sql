-- The moving 8-hour ozone of each hour as real-time feeds publish it: the last eight hours, none of the day before.
-- One row per station and hour. Source: the convention of the national feed, found in its own values; it asks for no
-- number of hours, so hours tells how many there are. It is no daily value: those need 6 of 8 hours (air_daily).
-- fetches: air_hourly where station = $station and time >= $from and time <= $to + 1
with labelled as (
    select
        h.station,
        h.o3,
        hour_start(h.time, coalesce(h.hour_label, f.hour_label)) as starts_at
    from air_hourly as h
    left join air_feeds as f on h.feed = f.feed
)

select
    station,
    starts_at + interval 1 hour as time,
    half_even(avg(o3) over last_eight, 0) as o3_8h,
    count(o3) over last_eight as hours
from labelled
where
    ($station::varchar is null or station = $station::varchar)
    and ($from::date is null or starts_at >= $from::date)
    and ($to::date is null or starts_at < $to::date + 1)
window
    last_eight as (
        partition by station, starts_at::date
        order by starts_at
        range between interval 7 hour preceding and current row
    )
order by station, time
