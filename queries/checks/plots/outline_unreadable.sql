-- An outline that is no polygon, or without its coordinate system. One row per offending line.
-- title: 边界读不懂
-- severity: error
with shapes as (
    select '\(\s*(-?[0-9.]+\s+-?[0-9.]+\s*,\s*){3,}-?[0-9.]+\s+-?[0-9.]+\s*\)' as ring
),

polygons as (
    select '\(\s*' || ring || '(\s*,\s*' || ring || ')*\s*\)' as polygon
    from shapes
)

select
    u.line,
    if(u.crs is null, 'crs', 'outline') as column_name,
    if(u.crs is null, null, left(u.outline, 40)) as value,
    case
        when u.crs is null then '填了边界，要写明坐标系。'
        else '边界应写成 POLYGON ((经度 纬度, 经度 纬度, …)) 或 MULTIPOLYGON，至少四个点，首尾相同，经度在前。'
    end as message
from upload as u
cross join polygons as p
where
    u.outline is not null
    and (
        u.crs is null
        or not regexp_full_match(
            upper(trim(u.outline)),
            'POLYGON\s*' || p.polygon || '|MULTIPOLYGON\s*\(\s*' || p.polygon || '(\s*,\s*' || p.polygon || ')*\s*\)'
        )
    )
order by u.line
