-- By how many days the bootstrap moves each block of weather. One row per draw and block of the rest of a year.
-- Drawn by a hash, so that every reader, pollutant and restart has the same draws.
create or replace table air_outlook_shifts as
with draws as (
    select unnest(range(outlook_draws)) as draw from settings
),

blocks as (
    select unnest(range(366 // outlook_block_days + 1)) as block from settings
)

select
    d.draw,
    b.block,
    (hash(d.draw, b.block, 'air_outlook') % (2 * s.outlook_window_days + 1))::bigint - s.outlook_window_days as shift
from draws as d
cross join blocks as b
cross join settings as s;
