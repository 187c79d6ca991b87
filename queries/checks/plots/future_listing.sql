-- A plot that is listed, or whose use is settled, on a day to come. One row per offending cell.
-- title: 超前数据
-- severity: error
select
    line,
    'listed_on' as column_name,
    cast(listed_on as varchar) as value,
    '列入名录的日期晚于今天；还没有列入的请留空。' as message
from upload
where listed_on > $today
union all
select
    line,
    'planned_on' as column_name,
    cast(planned_on as varchar) as value,
    '规划用途确定的日期晚于今天；还没有确定的请留空。' as message
from upload
where planned_on > $today
order by line, column_name
