-- A problem cannot be due, or closed, before it was found. One row per offending line and column.
-- title: 早于发现日期
-- severity: error
with dated as (
    select
        line,
        found_on,
        unnest(['deadline', 'closed_on']) as column_name,
        unnest([deadline, closed_on]) as day
    from upload
)

select
    line,
    column_name,
    cast(day as varchar) as value,
    '早于发现日期（' || cast(found_on as varchar) || '），请核对。' as message
from dated
where day < found_on
order by line, column_name
