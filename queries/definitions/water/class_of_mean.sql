-- The class 1 to 6 of the mean of an item on its scale: rounded first, then compared. One value.
-- Source: 环办〔2011〕22号, mean first and class afterwards; decimals of water_items. The saturation of oxygen is that of
-- the mean at the mean temperature; without a temperature only the concentration counts.
create or replace macro class_of_mean(mean, decimals, scale, temperature, numerator, temperature_offset, share) as
item_class(
    water_rounded(mean, decimals),
    oxygen_saturation(mean, temperature, numerator, temperature_offset) >= share,
    scale
);
