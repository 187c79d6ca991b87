-- An outline that lies far from the district as a whole. One row per offending line.
-- title: 边界在区外
-- severity: warning
-- datasets: map_outlines, plots
with placed as (
    select
        line,
        outlined(outline, crs) as place
    from upload
)

select
    line,
    'outline' as column_name,
    printf('%.4f～%.4f, %.4f～%.4f', place['west'], place['east'], place['south'], place['north']) as value,
    '这条边界不在城区范围附近，请核对坐标和坐标系。' as message
from placed
where is_outside(place['west'], place['east'], place['south'], place['north'])
order by line
