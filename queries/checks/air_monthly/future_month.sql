-- A month that has not ended yet has no official value. One row per offending line.
-- title: 超前数据
-- severity: warning
select
    line,
    'month' as column_name,
    month as value,
    '超前数据：这个时段到今天还没有结束，请核对月份。' as message
from upload
where
    month is not null
    and case
        when length(month) = 4 then make_date(cast(month as integer), 12, 31)
        else last_day(cast(month || '-01' as date))
    end > $today
order by line
