-- The units of farmland with their legal class and what soil and produce say, first what should be looked at again.
-- One row per unit. NULL filters nothing: a town by any spelling, words in code, town or measure.
select
    unit_code,
    town,
    land_kind,
    ph,
    area,
    category,
    measure,
    produce,
    items,
    latest_date,
    soil_verdict,
    strict_items,
    safe_use_items,
    unknown_items,
    fit,
    source
from farmland_status($as_of::date)
where
    ($unit::varchar is null or town = canonical_unit($unit::varchar))
    and (
        $keyword::varchar is null
        or contains(fold_name(concat_ws(' ', unit_code, town, measure, source)), fold_name($keyword::varchar))
    )
order by
    list_position(['look_again', 'undrawn', 'no_result', 'fits'], fit),
    list_position(['strict', 'safe_use', 'unknown', 'unmonitored', 'low_risk'], soil_verdict),
    unit_code
