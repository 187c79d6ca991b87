-- The screening and control values of farmland soil by band of pH. One row per kind of value, item, land and band.
select
    value_type,
    item,
    title,
    symbol,
    land,
    ph_above,
    ph_up_to,
    limit_value,
    unit_of_measure,
    clause,
    note
from farmland_limits
order by line
