-- Monitoring of a year that was done before the year began. One row per offending line.
-- title: 完成日期与年度不符
-- severity: warning
select
    line,
    'done_on' as column_name,
    cast(done_on as varchar) as value,
    '完成日期早于' || cast(year as varchar) || '年，请核对年度和日期。' as message
from upload
where done_on < make_date(year, 1, 1)
order by line
