-- What one result of farmland soil says at a pH and for a kind of land: a proxy, not the legal class. One row.
-- Source: GB 15618-2018. Items by code, name or symbol; land as paddy, other, orchard or rotation, or its word.
with asked as (
    select
        farmland_item_named($item::varchar) as item,
        $value::double as value,
        $ph::double as ph,
        farmland_band($ph::double) as ph_band,
        land_kind_named($land_kind::varchar) as land_kind
)

select
    farmland_risk(a.value, false, s.screening, s.control) as verdict,
    a.item,
    s.title,
    a.value,
    a.ph,
    a.land_kind,
    s.ph_above,
    s.ph_up_to,
    s.screening,
    s.control,
    s.unit_of_measure,
    s.clause,
    true as is_proxy
from asked as a
left join farmland_scales as s
    on a.item = s.item and a.land_kind = s.land_kind and (s.ph_band = 0 or a.ph_band = s.ph_band)
