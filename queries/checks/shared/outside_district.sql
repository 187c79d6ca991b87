-- A point far from the district (its bounding box and 0.2 degrees around it). One row per offending line.
-- title: 坐标在区外
-- severity: warning
-- datasets: black_odour_points, monitored_enterprises, outfalls, plots, projects, sections, stations, water_sources
select
    line,
    'lon' as column_name,
    as_written(lon) || ', ' || as_written(lat) as value,
    '这个点不在城区范围附近，请核对经纬度和坐标系。' as message
from upload
where
    lon is not null
    and lat is not null
    and (lon not between 112.5 and 113.2 or lat not between 35.2 and 35.8)
order by line
