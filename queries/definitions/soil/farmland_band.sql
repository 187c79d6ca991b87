-- The band of pH that a soil is in, of the four of GB 15618-2018; the upper edge belongs to the band. One value.
-- NULL where the pH is unknown. The edges are those of farmland_limits.
create or replace macro farmland_band(ph) as (
    select min(ph_band)
    from farmland_limits
    where ph_band > 0 and ph > coalesce(ph_above, -1) and ph <= coalesce(ph_up_to, 15)
);
