-- An hour that has not passed yet. One row per offending line.
-- title: 超前数据
-- severity: warning
select
    line,
    'time' as column_name,
    strftime(time, '%Y-%m-%d %H:%M') as value,
    '超前数据：这个时刻在今天之后，请核对时间。' as message
from upload
where cast(time as date) > $today + 1
order by line
