-- The units with most that is late or to be watched, else with most tasks. One row per unit, as many as the rule
-- units_shown says, with its tasks by light.
-- 配合 counts for nobody: completion belongs to the lead.
select
    owners.unit,
    count(*) as tasks,
    count(*) filter (where status.light = 'red') as red,
    count(*) filter (where status.light = 'yellow') as yellow,
    count(*) filter (where status.light = 'grey') as grey,
    count(*) filter (where status.light = 'green') as green
from task_unit_rows($as_of::date, $include_groups::boolean) as owners
inner join
    filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, null, $plan::varchar, null, null, null,
        $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    ) as status
    on owners.task_id = status.task_id
where
    owners.role <> 'support'
    and ($unit::varchar is null or owners.unit = canonical_unit($unit::varchar))
group by owners.unit
order by red desc, yellow desc, tasks desc, owners.unit asc
limit (select settings.units_shown from settings)
