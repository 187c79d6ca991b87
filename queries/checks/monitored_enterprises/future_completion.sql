-- Self-monitoring of the register that was done after today. One row per offending cell.
-- title: 超前数据
-- severity: error
select
    line,
    'soil_done_on' as column_name,
    cast(soil_done_on as varchar) as value,
    '完成日期晚于今天；没有完成的请留空。' as message
from upload
where soil_done_on > $today
union all
select
    line,
    'groundwater_done_on' as column_name,
    cast(groundwater_done_on as varchar) as value,
    '完成日期晚于今天；没有完成的请留空。' as message
from upload
where groundwater_done_on > $today
order by line, column_name
