-- CO that can only be in µg/m³: 50 mg/m³ in an hour or a day is beyond any measured. One row per offending line.
-- title: CO单位
-- severity: warning
-- datasets: air_hourly, air_daily
select
    line,
    'co' as column_name,
    as_written(co) as value,
    'CO应以mg/m³填报，这个数像是µg/m³，请除以1000后再填，或在表头写明单位“CO（µg/m³）”。' as message
from upload
where co > 50
order by line
