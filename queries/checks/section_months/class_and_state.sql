-- A monitored month needs a class; a month without sampling has none. One row per offending line.
-- title: 类别与状态不符
-- severity: error
select
    line,
    'water_class' as column_name,
    cast(water_class as varchar) as value,
    case
        when state = 'monitored' then '已监测的月份要填水质类别。'
        else '没有监测结果的月份不填水质类别，请清空或把监测状态改为“已监测”。'
    end as message
from upload
where (state = 'monitored') = (water_class is null)
order by line
