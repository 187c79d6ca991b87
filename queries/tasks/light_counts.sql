-- How many of the filtered tasks have each light, the one that needs most care first. One row per light that occurs.
select
    light,
    count(*) as count
from
    filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, null, $plan::varchar, null, null, null,
        $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    )
group by light
order by light_rank(light)
