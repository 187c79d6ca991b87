-- Reports for a month after the day that the board counts to: kept, shown once that day has come. One row per month.
-- title: 超前数据
-- severity: warning
select
    min(line) as line,
    'period' as column_name,
    period as value,
    '超前数据：晚于现在的统计截止日' || cast($as_of as date) || '，入库后要到这个月计入才显示，请核对月份。' as message
from upload
where last_day(cast(period || '-01' as date)) > $as_of
group by period
order by period
