-- A month that has not ended yet. One row per offending line.
-- title: 超前数据
-- severity: warning
-- datasets: section_months, dustfall, city_rankings, water_source_volumes
select
    line,
    'month' as column_name,
    month as value,
    '超前数据：这个月到今天还没有结束，请核对月份。' as message
from upload
where last_day(cast(month || '-01' as date)) > $today
order by line
