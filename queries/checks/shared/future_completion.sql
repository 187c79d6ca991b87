-- Something done after today. One row per offending line.
-- title: 超前数据
-- severity: error
-- datasets: old_estates, plot_steps, self_monitoring
select
    line,
    'done_on' as column_name,
    cast(done_on as varchar) as value,
    '完成日期晚于今天；没有完成的请留空。' as message
from upload
where done_on > $today
order by line
