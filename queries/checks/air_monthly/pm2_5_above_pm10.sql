-- PM2.5 is a part of PM10 and cannot exceed it in the same month and scope. One row per offending line.
-- title: PM₂.₅大于PM₁₀
-- severity: warning
with known as (
    select
        month,
        scope,
        value
    from upload
    where pollutant = 'pm10'
    union all
    select
        stored.month,
        stored.scope,
        stored.value
    from air_monthly as stored
    anti join upload using (month, pollutant, scope)
    where stored.pollutant = 'pm10'
)

select
    fine.line,
    'value' as column_name,
    as_written(fine.value) as value,
    'PM₂.₅不应高于同月同范围的PM₁₀（' || as_written(known.value) || '），请核对是否填反。' as message
from upload as fine
inner join known using (month, scope)
where fine.pollutant = 'pm2_5' and fine.value > known.value
order by fine.line
