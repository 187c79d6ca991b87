-- Ammonia is part of total nitrogen, and permanganate oxidises less than dichromate. One row per offending line.
-- title: 部分大于整体
-- severity: warning
-- Units mixed up, or columns, show in it first; both values may come in one file alone.
with wholes as (
    select
        section,
        time,
        case indicator when 'total_nitrogen' then 'ammonia_nitrogen' else 'permanganate_index' end as part,
        value as whole
    from upload
    where indicator in ('total_nitrogen', 'cod') and value is not null
)

select
    u.line,
    'value' as column_name,
    as_written(u.value) as value,
    case
        when u.indicator = 'ammonia_nitrogen' then '氨氮大于同一次的总氮，请核对单位和是否填错了列。'
        else '高锰酸盐指数大于同一次的化学需氧量，请核对单位和是否填错了列。'
    end as message
from upload as u
inner join wholes as w on u.section = w.section and u.time = w.time and u.indicator = w.part
where u.value > w.whole and not coalesce(u.is_below_limit, false)
order by u.line
