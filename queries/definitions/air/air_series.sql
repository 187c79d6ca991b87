-- Who is ranked: stations, and towns by their stations. One row per series.
-- A background station is shown but never ranked, and belongs to no town, as it counts nowhere (air_scope_stations).
create or replace table air_series as
select
    'station' as kind,
    station as code,
    name,
    town,
    kind = 'background' as is_background,
    coalesce(opened_on, '-infinity'::date) as opened_on,
    coalesce(closed_on, 'infinity'::date) as closed_on
from stations
union all
select
    'town' as kind,
    town as code,
    town as name,
    town,
    false as is_background,
    min(coalesce(opened_on, '-infinity'::date)) as opened_on,
    max(coalesce(closed_on, 'infinity'::date)) as closed_on
from stations
where town is not null and kind <> 'background'
group by town;
