-- The soil reading of each unit of farmland and item on a day, a proxy for its class. One row per unit and item.
select
    unit_code as unit,
    item,
    verdict,
    title,
    town,
    land_kind,
    points,
    latest_date,
    value,
    is_below_limit,
    unit_of_measure,
    ph,
    screening,
    control,
    times_screening,
    lacks_ph
from farmland_classes($as_of::date)
order by unit_code, position
