-- A result below a detection limit that is not written: it has no value that a mean could take. One row per line.
-- title: 没有写检出限
-- severity: warning
-- datasets: water_samples, outfall_samples, water_source_samples, plot_samples, farmland_samples
select
    line,
    'value' as column_name,
    '未检出' as value,
    '未检出但没有写检出限，没有数值可用，不参加平均和评价；请写成“<检出限”，如<0.02。' as message
from upload
where is_below_limit and value is null
order by line
