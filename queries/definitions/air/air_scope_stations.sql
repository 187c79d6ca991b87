-- Which stations speak for a scope. One row per scope and station.
-- Source: L32 and L117 (全区含乡镇站点), L34 (市区: the national stations). A background station is shown but counts
-- nowhere (rules of the national centre).
create or replace table air_scope_stations as
select
    'district' as scope,
    station,
    opened_on,
    closed_on
from stations
where kind <> 'background'
union all
select
    'urban' as scope,
    station,
    opened_on,
    closed_on
from stations
where kind = 'national';
