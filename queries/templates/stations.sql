-- The register of stations. One row per station.
-- With a town for unit: the stations in it; a bureau has those of all towns.
select
    station,
    name,
    kind,
    town,
    lon,
    lat,
    crs,
    opened_on,
    closed_on,
    source
from stations
where is_on_sheet(town, $unit::varchar)
order by station
