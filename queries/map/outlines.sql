-- The outlines that the office gave for the map, in WGS-84: towns, rivers, roads and what else. One row per outline.
select
    kind,
    name,
    outline,
    lon,
    lat
from map_shapes
order by list_position(['town', 'river', 'road', 'other'], kind), name
