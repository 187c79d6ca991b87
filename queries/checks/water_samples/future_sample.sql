-- A sample taken after today. One row per offending line.
-- title: 超前数据
-- severity: warning
select
    line,
    'time' as column_name,
    cast(time as varchar) as value,
    '超前数据：监测时间在今天之后，请核对日期。' as message
from upload
where time > $today
order by line
