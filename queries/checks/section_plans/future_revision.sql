-- A plan revised after today. One row per offending line.
-- title: 超前数据
-- severity: error
select
    line,
    'revised_on' as column_name,
    cast(revised_on as varchar) as value,
    '修订日期晚于今天，请核对。' as message
from upload
where revised_on > $today
order by line
