-- A permit that was cancelled on a day to come. One row per offending line.
-- title: 超前数据
-- severity: error
select
    line,
    'cancelled_on' as column_name,
    cast(cancelled_on as varchar) as value,
    '注销撤销的日期晚于今天，请核对。' as message
from upload
where cancelled_on > $today
order by line
