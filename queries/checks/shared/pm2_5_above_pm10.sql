-- PM2.5 is a part of PM10 and cannot exceed it in the same hour or day. One row per offending line.
-- title: PM₂.₅大于PM₁₀
-- severity: warning
-- datasets: air_hourly, air_daily
select
    line,
    'pm2_5' as column_name,
    cast(pm2_5 as varchar) as value,
    'PM₂.₅（' || cast(pm2_5 as varchar) || '）大于同一时段的PM₁₀（' || cast(pm10 as varchar) || '），请核对两列是否填反。' as message
from upload
where pm2_5 > pm10
order by line
