-- The towns and subdistricts among the units. One row per town.
create or replace table towns as
select
    unit as town,
    source_line
from units
where kind in ('town', 'subdistrict');
