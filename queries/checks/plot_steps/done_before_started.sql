-- A step that was done before it began. One row per offending line.
-- title: 完成早于开始
-- severity: error
select
    line,
    'done_on' as column_name,
    cast(done_on as varchar) as value,
    '完成日期早于开始日期（' || cast(started_on as varchar) || '），请核对。' as message
from upload
where done_on < started_on
order by line
