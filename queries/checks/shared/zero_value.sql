-- A zero stands for nothing measured or below the limit far more often than for none. One row per offending line.
-- title: 填了0
-- severity: warning
-- datasets: farmland_samples, plot_samples
select
    line,
    'value' as column_name,
    '0' as value,
    '低于检出限请写“<检出限”（如<0.02），没有检测请留空，不要填0。' as message
from upload
where value = 0
order by line
