-- A warning lifted before it was given. One row per offending line.
-- title: 解除早于启动
-- severity: error
select
    line,
    'ended_at' as column_name,
    strftime(ended_at, '%Y-%m-%d %H:%M') as value,
    '解除时间早于启动时间，请核对。' as message
from upload
where ended_at < started_at
order by line
