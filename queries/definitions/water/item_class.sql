-- The class 1 to 6 of a rounded value on a scale of water_scales: the best whose limit it keeps, 6 worse than Ⅴ.
-- One value. Source: GB 3838-2002 Table 1. Classes with equal limits are one, the better (COD 15 is Ⅰ). pH is Ⅰ inside
-- its range, both ends of it in, and 6 outside. Oxygen is Ⅰ by its concentration or by its saturation.
create or replace macro item_class(rounded, is_saturated, scale) as
case
    when rounded is null or scale.limits is null then null
    when scale.direction = 'range' then if(rounded between scale.lowest and scale.limits[1], 1, 6)
    when scale.direction = 'at_most' then 1 + len(list_filter(scale.limits, lambda allowed: rounded > allowed))
    when coalesce(is_saturated, false) then 1
    else 1 + len(list_filter(scale.limits, lambda needed: rounded < needed))
end;
