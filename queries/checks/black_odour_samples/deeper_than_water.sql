-- One cannot see deeper than the water is. One row per offending line.
-- title: 透明度大于水深
-- severity: warning
select
    line,
    'transparency' as column_name,
    as_written(transparency) as value,
    '透明度大于水深（' || as_written(depth) || ' cm），请核对单位；清澈见底的填水深。' as message
from upload
where transparency > depth
order by line
