-- A sample taken after today. One row per offending line.
-- title: 超前数据
-- severity: warning
select
    line,
    'time' as column_name,
    strftime(time, '%Y-%m-%d %H:%M') as value,
    '超前数据：监测时间在今天之后，请核对日期。' as message
from upload
where time >= $today + 1
order by line
