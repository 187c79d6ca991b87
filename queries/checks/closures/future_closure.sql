-- A closure dated after today. One row per offending line.
-- title: 超前数据
-- severity: error
select
    line,
    'closed_on' as column_name,
    cast(closed_on as varchar) as value,
    '销号日期晚于今天，请核对。' as message
from upload
where closed_on > $today
order by line
