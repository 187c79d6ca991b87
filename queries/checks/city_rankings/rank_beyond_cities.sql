-- A rank below the last city. One row per offending line.
-- title: 名次大于城市数
-- severity: error
select
    line,
    'rank' as column_name,
    cast(rank as varchar) as value,
    '名次大于城市数（' || cast(cities as varchar) || '），请核对。' as message
from upload
where rank > cities
order by line
