-- One value of one item, in mg/kg, against the limits of a land use: below, survey or intervene. One row.
-- `item` is a code, a name or a CAS number; `land_class` is 1, 2 or a planned use (code, number or name), and class 1
-- where it is not clear (GB 36600 5.3.1); `background` counts for arsenic, cobalt and vanadium alone (note 1).
select
    soil_verdict(
        $value::double,
        l.screening,
        l.intervention,
        case when i.has_background then coalesce($background::double, l.background) end
    ) as verdict
from soil_items as i
inner join soil_item_limits as l on i.item = l.item and l.land_class = land_class_of($land_class::varchar)
where fold_name($item::varchar) in (i.item, fold_name(i.title), i.cas)
