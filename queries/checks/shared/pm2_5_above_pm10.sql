-- PM2.5 is a part of PM10 and cannot exceed it in the same hour or day. One row per offending line.
-- title: PM₂.₅大于PM₁₀
-- severity: warning
-- datasets: air_hourly, air_daily
select
    line,
    'pm2_5' as column_name,
    as_written(pm2_5) as value,
    'PM₂.₅（' || as_written(pm2_5) || '）大于同一时段的PM₁₀（' || as_written(pm10) || '），请核对两列是否填反。' as message
from upload
where pm2_5 > pm10
order by line
