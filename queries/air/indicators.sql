-- Every goal of the air plan, stated or not, binding or aspirational, with what was assigned since. One row per goal.
select
    indicator_id,
    name,
    pollutant,
    scope,
    statistic,
    bound,
    value,
    unit_of_measure,
    force,
    status,
    quote,
    task_id,
    assigned_value,
    assigned_document,
    assigned_value is not null as is_assigned,
    note,
    source_line
from indicators
where plan = 'air'
order by indicator_id
