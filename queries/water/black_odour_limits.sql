-- The limits of black-odour water, in town and country. One row per area and item.
select
    area,
    item,
    unit_of_measure,
    direction,
    mild_limit,
    severe_limit,
    clause,
    verification,
    source,
    note
from black_odour_limits
order by line
