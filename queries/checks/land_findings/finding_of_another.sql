-- A finding that is stored at a plot which whoever uploads it does not see. One row per line.
-- title: 其他单位监管的地块
-- severity: error
select
    u.line,
    'finding_id' as column_name,
    u.finding_id as value,
    '问题“' || u.finding_id || '”已登记在其他单位监管的地块上，请由该单位或生环委办上传。' as message
from upload as u
inner join land_findings as f on u.finding_id = f.finding_id
where f.source = withheld()
order by u.line
