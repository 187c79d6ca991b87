-- Who may be written to on a day for a task: its lead, joint and unspecified units and the members of its groups; for
-- another subject any unit of the register. One row per unit.
select units.unit
from units
left join task_unit_rows($as_of::date, true) as named
    on units.unit = named.unit and named.task_id = $task_id::varchar and named.role <> 'support'
where $task_id::varchar is null or named.task_id is not null
order by named.is_via_group nulls last, units.line
