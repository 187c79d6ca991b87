-- Hourly means end on the hour. One row per offending line.
-- title: 不是整点
-- severity: error
select
    line,
    'time' as column_name,
    strftime(time, '%Y-%m-%d %H:%M:%S') as value,
    '小时值的时间应为整点（截至该整点的前1小时），请改成整点。' as message
from upload
where time <> date_trunc('hour', time)
order by line
