-- A row of a plot that whoever uploads it does not see, as another unit supervises it. One row per line.
-- title: 其他单位监管的地块
-- severity: error
-- datasets: plots, plot_steps, plot_samples, land_findings
select
    u.line,
    'plot_id' as column_name,
    u.plot_id as value,
    '地块“' || u.plot_id || '”由' || coalesce('“' || p.supervising_unit || '”', '其他单位')
    || '监管，请由该单位或生环委办上传。' as message
from upload as u
inner join plots as p on u.plot_id = p.plot_id
where p.name = withheld()
order by u.line
