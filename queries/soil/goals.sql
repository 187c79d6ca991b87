-- The goals of the soil plan; the notice gives none of them a figure (T71). One row per goal.
select
    indicator_id,
    name,
    quote,
    status,
    force,
    assigned_value,
    assigned_document,
    note,
    source_line
from indicators
where plan = 'soil'
order by indicator_id
