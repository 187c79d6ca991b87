-- The daily values of a station, from its hours. One row per station and day that has an hour.
-- from: air_hourly
-- of: station, unnest([cast(time - interval 1 hour as date), cast(time as date)]) as date
-- by: air_statistics, air_limits, air_feeds
-- Source: GB 3095-2012 6.4 Table 4, HJ 633-2012 5.1.2, HJ 663-2013, as rows of air_statistics. A time is the end of its
-- hour unless its feed turned out to label the beginning, so it may stand for an hour of either of two days. A daily
-- mean needs 20 hours. Ozone: 8-hour means that end at 8:00 to 24:00 and so lie inside the day, each of at least 6
-- hours; the largest counts with 14 of them, or when it is above the limit anyway. Values stay unrounded; a row leads
-- to the latest upload of its hours and the first line of it.
-- A window is a mask over the 24 hours of a day: its sum and its count of hours are inner products with that mask,
-- which takes a tenth of the time that eight rows for each hour do.
with rules as (
    select
        max(value) filter (where pollutant = 'all' and parameter = 'hours_of_day') as hours_of_day,
        cast(max(value) filter (where pollutant = 'o3' and parameter = 'window_hours') as integer) as window_hours,
        cast(max(value) filter (where pollutant = 'o3' and parameter = 'first_window') as integer) as first_window,
        max(value) filter (where pollutant = 'o3' and parameter = 'hours_of_window') as hours_of_window,
        max(value) filter (where pollutant = 'o3' and parameter = 'windows_of_day') as windows_of_day
    from lake.air_statistics
),

ozone_limit as (
    select limit_value
    from lake.air_limits
    where edition = '2012' and pollutant = 'o3' and averaging = '8h' and area_class = 2
),

windows as (
    select
        hours_of_window,
        [
            cast([hour between ends_at - window_hours + 1 and ends_at for hour in range(1, 25)] as double[24])
            for ends_at in range(first_window, 25)
        ] as masks
    from rules
),

started as (
    select
        h.*,
        hour_start(h.time, coalesce(h.hour_label, f.hour_label)) as starts_at
    from lake.air_hourly as h
    left join lake.air_feeds as f on h.feed = f.feed
    where
        h.station between $first_station and $last_station
        and h.time between $first_date and $last_date + 1
),

dated as (
    select
        *,
        cast(starts_at as date) as date,
        hour(starts_at) + 1 as hour_of_day
    from started
),

hours as (
    select dated.*
    from dated
    semi join touched on dated.station = touched.station and dated.date = touched.date
),

days as (
    select
        station,
        date,
        avg(so2) as so2,
        avg(no2) as no2,
        avg(pm10) as pm10,
        avg(pm2_5) as pm2_5,
        avg(co) as co,
        max(o3) as o3_1h,
        list(o3) as o3_levels,
        list(hour_of_day) as o3_hours,
        count(so2) as so2_hours,
        count(no2) as no2_hours,
        count(pm10) as pm10_hours,
        count(pm2_5) as pm2_5_hours,
        count(co) as co_hours,
        max(upload_id) as upload_id,
        arg_min(line, (-upload_id, line)) as line
    from hours
    group by station, date
),

by_hour as (
    select
        *,
        [o3_levels[list_position(o3_hours, hour)] for hour in range(1, 25)] as levels
    from days
),

filled as (
    select
        *,
        cast([coalesce(level, 0) for level in levels] as double[24]) as amounts,
        cast([level is not null for level in levels] as double[24]) as presences
    from by_hour
),

masked as (
    select
        filled.*,
        windows.masks,
        windows.hours_of_window
    from filled
    cross join windows
),

summed as (
    select
        *,
        [array_inner_product(amounts, mask) for mask in masks] as sums,
        [array_inner_product(presences, mask) for mask in masks] as counts
    from masked
),

ozone as (
    select
        *,
        [sums[nth] / counts[nth] for nth in range(1, len(sums) + 1) if counts[nth] >= hours_of_window] as means
    from summed
)

select
    days.station,
    days.date,
    days.so2,
    days.no2,
    days.pm10,
    days.pm2_5,
    days.co,
    list_max(days.means) as o3_8h,
    days.o3_1h,
    days.so2_hours,
    days.no2_hours,
    days.pm10_hours,
    days.pm2_5_hours,
    days.co_hours,
    len(days.means) as o3_windows,
    days.so2_hours >= rules.hours_of_day as so2_valid,
    days.no2_hours >= rules.hours_of_day as no2_valid,
    days.pm10_hours >= rules.hours_of_day as pm10_valid,
    days.pm2_5_hours >= rules.hours_of_day as pm2_5_valid,
    days.co_hours >= rules.hours_of_day as co_valid,
    coalesce(
        len(days.means) >= rules.windows_of_day or half_even(list_max(days.means), 0) > ozone_limit.limit_value, false
    ) as o3_valid,
    days.upload_id,
    days.line
from ozone as days
cross join rules
cross join ozone_limit
