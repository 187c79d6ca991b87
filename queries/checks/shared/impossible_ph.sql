-- pH lies between 0 and 14. One row per offending line.
-- title: pH超出范围
-- severity: error
-- datasets: water_samples, outfall_samples, water_source_samples
select
    line,
    'value' as column_name,
    as_written(value) as value,
    'pH应在0到14之间，请核对是否填错了列。' as message
from upload
where indicator = 'ph' and value > 14
order by line
