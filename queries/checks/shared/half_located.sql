-- Coordinates come whole: longitude, latitude and their system, or none of them. One row per offending line.
-- title: 坐标不全
-- severity: error
-- datasets: black_odour_points, monitored_enterprises, outfalls, projects, sections, stations, water_sources
select
    line,
    case
        when lon is null then 'lon'
        when lat is null then 'lat'
        else 'crs'
    end as column_name,
    null as value,
    '经度、纬度、坐标系要一起填写，缺一不可。' as message
from upload
where
    (lon is null or lat is null or crs is null)
    and not (lon is null and lat is null and crs is null)
order by line
