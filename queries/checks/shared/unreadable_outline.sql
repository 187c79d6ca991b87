-- An outline that cannot be read, or lies nowhere in the system it names. One row per offending line.
-- title: 边界读不出
-- severity: error
-- datasets: map_outlines, plots
with given as (
    select
        line,
        outline,
        crs,
        left(outline, 60) as value,
        regexp_replace(outline, '(-?[0-9.]+)\s+(-?[0-9.]+)', '\2 \1', 'g') as swapped
    from upload
    where outline is not null and crs is not null and outlined(outline, crs) is null
)

select
    line,
    'outline' as column_name,
    value,
    case
        when outlined(swapped, crs) is not null then '经度和纬度（横坐标和纵坐标）写反了：每个点先写经度，后写纬度。'
        when outlined(outline, 'gk37') is not null or outlined(outline, 'gk38') is not null
            then '这是以米计的投影坐标；坐标系请写与带号一致的“CGCS2000三度带37带”或“CGCS2000三度带38带”。'
        when crs in ('gk37', 'gk38') and outlined(outline, 'wgs84') is not null
            then '这是以度计的经纬度，不是投影坐标；坐标系请写WGS-84、CGCS2000或GCJ-02。'
        else '读不出这条边界，或按写明的坐标系它不在国内：应为WKT，如 POLYGON ((112.80 35.42, 112.84 35.42, 112.84 35.45, 112.80 35.42))；首尾两点相同。'
    end as message
from given
order by line
