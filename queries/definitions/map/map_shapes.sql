-- The outlines that the office gave for the map, in WGS-84, each with a point for its name. One row per outline.
-- A town is the unit of that name, by any spelling.
create or replace table map_shapes as
with placed as (
    select
        kind,
        name,
        line,
        outlined(outline, crs) as shape
    from map_outlines
)

select
    kind,
    name,
    case when kind = 'town' then canonical_unit(name) end as town,
    shape['wkt'] as outline,
    shape['lon'] as lon,
    shape['lat'] as lat,
    line
from placed
where shape is not null;
