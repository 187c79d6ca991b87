-- A row exported by somebody who does not see all of it: taken in, it would blot out what is stored. One row per line.
-- title: 隐去的行
-- severity: error
-- datasets: plots, plot_steps, plot_samples, land_findings, land_supply, permit_cancellations, soil_funds
select
    line,
    'source' as column_name,
    source as value,
    '这一行的名称、坐标或样品是隐去的，不能入库，请删去这一行；要修改请由主管单位或生环委办上传。' as message
from upload
where source = withheld()
order by line
