-- Goals of the water plan that the notice names without a figure, and what was assigned since. One row per goal.
select
    indicator_id,
    name,
    quote,
    task_id,
    unit_of_measure,
    force,
    assigned_value,
    assigned_document,
    assigned_value is not null as is_assigned,
    note,
    source_line
from indicators
where plan = 'water' and status = 'unstated'
order by indicator_id
