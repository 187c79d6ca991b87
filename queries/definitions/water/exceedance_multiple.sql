-- By how many times a rounded value exceeds the limit of a class: (C - S) / S, two decimals. One value.
-- Source: GB 3838-2002 5.1; 环办〔2011〕22号: none for water temperature, pH and oxygen (water_items.has_multiple).
create or replace macro exceedance_multiple(rounded, scale, water_class, has_multiple) as
case
    when has_multiple and rounded > scale.limits[water_class]
        then half_even((rounded - scale.limits[water_class]) / scale.limits[water_class], 2)
end;
