-- What each unit answers for, by light, and how much of it is past due; what is wrong first. One row per unit.
-- Past due, but within the grace of what was due when the notice was issued (in_grace), is not red.
-- 配合 rows never enter the rate: completion belongs to the lead. Under three dated tasks there is no rate.
-- A group counts as a unit until its members take its tasks over.
with taken_over as (
    select group_unit
    from group_members($as_of::date)
    where $include_groups::boolean
),

held as (
    select
        owners.unit,
        owners.role,
        status.schedule,
        status.is_dated,
        status.light,
        status.in_grace
    from task_unit_rows($as_of::date, $include_groups::boolean) as owners
    inner join task_status($as_of::date) as status on owners.task_id = status.task_id
    where
        ($plan::varchar is null or status.plan = $plan::varchar)
        and owners.unit not in (from taken_over)
),

counted as (
    select
        unit,
        count(*) as tasks,
        count(*) filter (where role = 'lead') as lead,
        count(*) filter (where role = 'support') as support,
        count(*) filter (where role <> 'support' and schedule = 'past_due') as past_due,
        count(*) filter (where role <> 'support' and schedule = 'past_due' and in_grace) as in_grace,
        count(*) filter (where role = 'joint') as joint,
        count(*) filter (where role = 'unspecified') as unspecified,
        count(*) filter (where role <> 'support' and is_dated) as due_dated,
        count(*) filter (where role <> 'support' and light = 'red') as red,
        count(*) filter (where role <> 'support' and light = 'yellow') as yellow,
        count(*) filter (where role <> 'support' and light = 'grey') as grey,
        count(*) filter (where role <> 'support' and light = 'green') as green
    from held
    group by unit
)

select
    counted.unit,
    counted.tasks,
    counted.lead,
    counted.support,
    counted.past_due,
    counted.in_grace,
    counted.joint,
    counted.unspecified,
    counted.due_dated,
    case when counted.due_dated >= settings.small_sample then counted.past_due / counted.due_dated end as overdue_rate,
    counted.due_dated < settings.small_sample as is_small_sample,
    counted.red,
    counted.yellow,
    counted.grey,
    counted.green,
    units.kind
from counted
left join units on counted.unit = units.unit
cross join settings
order by counted.red desc, counted.past_due desc, counted.yellow desc, counted.tasks desc, counted.unit asc
