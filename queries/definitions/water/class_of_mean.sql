-- The class 1 to 6 of the mean of an item on its scale: rounded first, then compared. One value.
-- Source: 环办〔2011〕22号, mean first and class afterwards; decimals of water_items. Oxygen is saturated by the mean at the
-- mean temperature; without a temperature only the concentration counts.
create or replace macro class_of_mean(mean, decimals, scale, temperature, saturation) as
item_class(water_rounded(mean, decimals), is_saturated(mean, temperature, saturation), scale);
