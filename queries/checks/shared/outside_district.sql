-- A point outside the district (its bounding box and some two kilometres around it). One row per offending line.
-- title: 坐标在区外
-- severity: warning
-- datasets: black_odour_points, monitored_enterprises, outfalls, plots, projects, sections, stations, water_sources
with placed as (
    select
        line,
        as_written(lon) || ', ' || as_written(lat) as value,
        located(lon, lat, crs) as place
    from upload
)

select
    line,
    'lon' as column_name,
    value,
    '这个点不在城区范围内，请核对经纬度和坐标系；确在区外的可以照报。' as message
from placed
where is_outside(place['lon'], place['lon'], place['lat'], place['lat'])
order by line
