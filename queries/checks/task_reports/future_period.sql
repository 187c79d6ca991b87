-- A report for a month that has not begun. One row per offending line.
-- title: 超前数据
-- severity: warning
select
    line,
    'period' as column_name,
    period as value,
    '填报月份还没有到，请核对。' as message
from upload
where cast(period || '-01' as date) > $today
order by line
