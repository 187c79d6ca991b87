-- A river that is dry or frozen, or that nobody sampled, has no values. One row per offending line.
-- title: 没有采样却有数值
-- severity: error
select
    line,
    'value' as column_name,
    as_written(value) as value,
    '采样状态写明没有水样，却填了数值，请核对是哪一个。' as message
from upload
where value is not null and state <> 'sampled' and indicator <> 'flow'
order by line
