-- How many problems were found in each of the eight aspects, and how they stand. One row per aspect.
with known as (
    select * from problem_status($as_of::date)
)

select
    a.aspect,
    count(k.problem_id) as problems,
    count(*) filter (where k.state = 'overdue') as overdue,
    count(*) filter (where k.state = 'due_soon') as due_soon,
    count(*) filter (where k.state = 'open') as still_open,
    count(*) filter (where k.state = 'closed') as closed
from problem_aspects as a
left join known as k on a.aspect = k.aspect
group by a.aspect, a.position
order by a.position
