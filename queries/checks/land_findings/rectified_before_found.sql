-- A finding put right before it was found. One row per offending line.
-- title: 整改早于发现
-- severity: error
select
    line,
    'rectified_on' as column_name,
    cast(rectified_on as varchar) as value,
    '整改完成日期早于发现日期，请核对。' as message
from upload
where rectified_on < found_on
order by line
