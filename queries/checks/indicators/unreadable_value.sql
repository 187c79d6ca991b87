-- An assigned value must be read as its unit asks: a share from 0 to 100, or a class of water. One row per line.
-- title: 下达值读不懂
-- severity: error
with written as (
    select
        *,
        try_cast(rtrim(assigned_value, '%％ ') as double) as share
    from upload
    where assigned_value is not null
)

select
    line,
    'assigned_value' as column_name,
    assigned_value as value,
    case
        when unit_of_measure = '%' then '这一目标按百分比，请填0到100的数，如95。'
        else '这一目标按水质类别，请填Ⅰ类至Ⅴ类，如Ⅳ类。'
    end as message
from written
where
    (unit_of_measure = '%' and (share is null or share not between 0 and 100))
    or (unit_of_measure = '类' and not regexp_full_match(assigned_value, '([ⅠⅡⅢⅣⅤ]|[1-5])类?'))
order by line
