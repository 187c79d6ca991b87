-- A limit is a highest value, a lowest one, or both, the lower first. One row per offending line.
-- title: 限值不全
-- severity: error
select
    line,
    'highest' as column_name,
    as_written(highest) as value,
    case
        when highest is null then '上限、下限至少填一个；没有限值的指标不用列。'
        else '下限（' || as_written(lowest) || '）高于上限，请核对。'
    end as message
from upload
where (highest is null and lowest is null) or lowest > highest
order by line
