-- How many of the filtered tasks stand in each schedule, most urgent first. One row per schedule that occurs.
select
    schedule,
    count(*) as count
from
    filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, null, $plan::varchar, null, null, null,
        $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    )
group by schedule
order by schedule_rank(schedule)
