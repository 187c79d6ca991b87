-- The daily values of a station, from its hours. One row per station and day that has an hour.
-- from: air_hourly
-- of: station, cast(time - interval 1 hour as date) as date
-- Source: GB 3095-2012 6.4 Table 4, HJ 633-2012 5.1.2, HJ 663-2013, as rows of air_statistics. An hour is named by
-- its end, so 0:00 is hour 24 of the day before. A daily mean needs 20 hours. Ozone: 8-hour means that end at 8:00
-- to 24:00 and so lie inside the day, each of at least 6 hours; the largest counts with 14 of them, or when it is
-- above the limit anyway. Values stay unrounded; a row leads to the latest upload of its hours and the first line
-- of it.
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

dated as (
    select
        *,
        cast(time - interval 1 hour as date) as date,
        hour(time - interval 1 hour) + 1 as hour_of_day
    from lake.air_hourly
),

hours as (
    select dated.*
    from dated
    semi join touched on dated.station = touched.station and dated.date = touched.date
),

in_windows as (
    select
        hours.station,
        hours.date,
        hours.o3,
        unnest(
            generate_series(
                greatest(hours.hour_of_day, rules.first_window),
                least(hours.hour_of_day + rules.window_hours - 1, 24)
            )
        ) as ends_at
    from hours
    cross join rules
    where hours.o3 is not null
),

windows as (
    select
        station,
        date,
        ends_at,
        avg(o3) as mean,
        count(*) as count_hours
    from in_windows
    group by station, date, ends_at
),

ozone as (
    select
        windows.station,
        windows.date,
        max(windows.mean) as o3_8h,
        count(*) as o3_windows
    from windows
    inner join rules on windows.count_hours >= rules.hours_of_window
    group by windows.station, windows.date
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
        count(so2) as so2_hours,
        count(no2) as no2_hours,
        count(pm10) as pm10_hours,
        count(pm2_5) as pm2_5_hours,
        count(co) as co_hours,
        max(upload_id) as upload_id,
        arg_min(line, (-upload_id, line)) as line
    from hours
    group by station, date
)

select
    days.station,
    days.date,
    days.so2,
    days.no2,
    days.pm10,
    days.pm2_5,
    days.co,
    ozone.o3_8h,
    days.o3_1h,
    days.so2_hours,
    days.no2_hours,
    days.pm10_hours,
    days.pm2_5_hours,
    days.co_hours,
    coalesce(ozone.o3_windows, 0) as o3_windows,
    days.so2_hours >= rules.hours_of_day as so2_valid,
    days.no2_hours >= rules.hours_of_day as no2_valid,
    days.pm10_hours >= rules.hours_of_day as pm10_valid,
    days.pm2_5_hours >= rules.hours_of_day as pm2_5_valid,
    days.co_hours >= rules.hours_of_day as co_valid,
    coalesce(
        ozone.o3_windows >= rules.windows_of_day or round_even(ozone.o3_8h, 0) > ozone_limit.limit_value, false
    ) as o3_valid,
    days.upload_id,
    days.line
from days
cross join rules
cross join ozone_limit
left join ozone on days.station = ozone.station and days.date = ozone.date
