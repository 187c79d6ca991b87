-- A pollutant with one and the same value through all 24 hours of a day: an analyser at a standstill, or copied cells.
-- One row per station, day and pollutant, at its first line.
-- title: 整天数值不变
-- severity: warning
with hours as (
    select
        upload.*,
        hour_start(upload.time, coalesce(upload.hour_label, air_feeds.hour_label)) as starts_at
    from upload
    left join air_feeds on upload.feed = air_feeds.feed
),

days as (
    select
        min(line) as line,
        case when count(so2) = 24 and min(so2) = max(so2) then min(so2) end as so2,
        case when count(no2) = 24 and min(no2) = max(no2) then min(no2) end as no2,
        case when count(pm10) = 24 and min(pm10) = max(pm10) then min(pm10) end as pm10,
        case when count(pm2_5) = 24 and min(pm2_5) = max(pm2_5) then min(pm2_5) end as pm2_5,
        case when count(co) = 24 and min(co) = max(co) then min(co) end as co,
        case when count(o3) = 24 and min(o3) = max(o3) then min(o3) end as o3
    from hours
    group by station, cast(starts_at as date)
)

select
    line,
    pollutant as column_name,
    as_written(reading) as value,
    '这一天24个小时的数值完全相同，请核对仪器是否停滞或数据是否复制。' as message
from (unpivot days on so2, no2, pm10, pm2_5, co, o3 into name pollutant value reading)
order by line
