-- A plot has longitude, latitude and their system, or an outline and its system, or nothing. One row per offence.
-- title: 坐标不全
-- severity: error
select
    line,
    case
        when crs is null then 'crs'
        when lon is null and lat is not null then 'lon'
        when lat is null and lon is not null then 'lat'
        else 'outline'
    end as column_name,
    null as value,
    '经度和纬度要一起填写；有经纬度或边界就要写明坐标系，没有的三列都留空。' as message
from upload
where
    (lon is null) <> (lat is null)
    or (crs is null) <> (lon is null and outline is null)
order by line
