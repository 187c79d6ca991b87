-- The register of stations. One row per station.
-- With a town for unit: the stations in it; a bureau has those of all towns.
with towns as (
    select unit as town
    from units
    where kind in ('town', 'subdistrict')
)

select
    stations.station,
    stations.name,
    stations.kind,
    stations.town,
    stations.lon,
    stations.lat,
    stations.crs,
    stations.opened_on,
    stations.closed_on,
    stations.source
from stations
where
    $unit::varchar is null
    or stations.town = canonical_unit($unit::varchar)
    or canonical_unit($unit::varchar) not in (select towns.town from towns)
order by stations.station
