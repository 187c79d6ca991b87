-- A request for evidence dated after today. One row per offending line.
-- title: 超前数据
-- severity: error
select
    line,
    'asked_on' as column_name,
    cast(asked_on as varchar) as value,
    '要求日期晚于今天，请核对。' as message
from upload
where asked_on > $today
order by line
