-- A day that is still to come. One row per offending line.
-- title: 超前数据
-- severity: warning
-- datasets: air_daily, air_dust_days
-- datasets: black_odour_samples, daily_flows, outfall_samples, outfall_tracing, water_source_samples
-- datasets: plot_samples, farmland_samples
select
    line,
    'date' as column_name,
    cast(date as varchar) as value,
    '超前数据：这一天还没有到，请核对日期。' as message
from upload
where date > $today
order by line
