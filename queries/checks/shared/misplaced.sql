-- Coordinates that lie nowhere in the system they name, with what they look like instead. One row per offending line.
-- title: 坐标与坐标系不符
-- severity: error
-- datasets: black_odour_points, monitored_enterprises, outfalls, plots, projects, sections, stations, water_sources
with given as (
    select
        line,
        lon,
        lat,
        crs,
        as_written(lon) || ', ' || as_written(lat) as value,
        crs in ('gk37', 'gk38') as is_projected,
        -- Of metres the zone is what stands before the six digits of the easting.
        least(lon, lat) > 1000 and greatest(lon, lat) < 100000000 as is_metres,
        case when lon >= 1000000 then cast(lon // 1000000 as integer) end as zone
    from upload
    where lon is not null and lat is not null and crs is not null and located(lon, lat, crs) is null
)

select
    line,
    'lon' as column_name,
    value,
    case
        when located(lat, lon, crs) is not null then '经度和纬度（横坐标和纵坐标）写反了，请对调这两列。'
        when is_metres and not is_projected
            then '这是以米计的投影坐标，不是经纬度；坐标系请写“CGCS2000三度带37带”或“CGCS2000三度带38带”。'
        when is_projected and not is_metres then '这是以度计的经纬度，不是投影坐标；坐标系请写WGS-84、CGCS2000或GCJ-02。'
        when is_projected and zone is not null
            then '横坐标前面写的是' || zone || '带，与坐标系“' || right(crs, 2) || '带”不一致，请核对带号。'
        else '按写明的坐标系，这个点不在国内，请核对经纬度和坐标系。'
    end as message
from given
order by line
