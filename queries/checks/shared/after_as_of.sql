-- A month after the day that the board counts to: it is kept, and shown once that day has come. One row per month.
-- title: 超前数据
-- severity: warning
-- datasets: air_monthly, section_months, dustfall, city_rankings, project_progress, water_source_volumes
select
    min(line) as line,
    'month' as column_name,
    month as value,
    '超前数据：晚于现在的统计截止日' || cast($as_of as date) || '，入库后要到这个时段计入才显示，请核对月份。' as message
from upload
where month is not null and period_end(month) > $as_of
group by month
order by month
