-- CO that can only be in µg/m³: an hourly average of 50 mg/m³ is beyond any month. One row per offending line.
-- title: CO单位
-- severity: warning
select
    line,
    'value' as column_name,
    as_written(value) as value,
    'CO应以mg/m³填报，这个数像是µg/m³，请除以1000后再填。' as message
from upload
where pollutant = 'co' and value > 50
order by line
