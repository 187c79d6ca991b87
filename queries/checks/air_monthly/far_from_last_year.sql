-- A value ten times the printed 2022 value of that month, or a tenth of it; not CO, printed in whole mg/m³ and with a
-- rule of its own (co_unit). One row per offending line.
-- title: 与去年相差悬殊
-- severity: warning
select
    upload.line,
    'value' as column_name,
    as_written(upload.value) as value,
    '与2022年同期（' || as_written(air_targets.baseline) || '）相差10倍以上，请核对小数点和单位。' as message
from upload
inner join air_targets
    on
        upload.pollutant = air_targets.pollutant
        and air_targets.month = coalesce(try_cast(substr(upload.month, 6, 2) as integer), 0)
where
    upload.pollutant <> 'co'
    and (
        upload.value > 10 * air_targets.baseline
        or upload.value < air_targets.baseline / 10
    )
order by upload.line
