-- Where everything with coordinates lies, in WGS-84. One row per item that was given any.
-- A plot with an outline alone lies at a point inside it. What names no system, or none that fits, is not here.
create or replace table map_places as
with given as (
    select
        'stations' as layer,
        station as id,
        lon,
        lat,
        crs,
        null as outline
    from stations
    union all
    select
        'sections' as layer,
        section as id,
        lon,
        lat,
        crs,
        null as outline
    from sections
    union all
    select
        'outfalls' as layer,
        outfall as id,
        lon,
        lat,
        crs,
        null as outline
    from outfalls
    union all
    select
        'projects' as layer,
        project_id as id,
        lon,
        lat,
        crs,
        null as outline
    from projects
    union all
    select
        'plots' as layer,
        plot_id as id,
        lon,
        lat,
        crs,
        outline
    from plots
    union all
    select
        'enterprises' as layer,
        enterprise as id,
        lon,
        lat,
        crs,
        null as outline
    from monitored_enterprises
    union all
    select
        'water_sources' as layer,
        water_source as id,
        lon,
        lat,
        crs,
        null as outline
    from water_sources
),

placed as (
    select
        layer,
        id,
        located(lon, lat, crs) as point,
        outlined(outline, crs) as shape
    from given
    where crs is not null
)

select
    layer,
    id,
    coalesce(point['lon'], shape['lon']) as lon,
    coalesce(point['lat'], shape['lat']) as lat,
    shape['wkt'] as outline
from placed
where point is not null or shape is not null;
