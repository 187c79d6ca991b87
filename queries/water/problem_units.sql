-- Who owes what by when: the problems not closed of each unit, the most pressing unit first. One row per unit.
select
    unit,
    count(*) as problems,
    count(*) filter (where state = 'overdue') as overdue,
    min(deadline) as next_deadline,
    string_agg(problem_id, '、' order by deadline, problem_id) as problem_ids,
    string_agg(distinct person, '、' order by person) as persons
from problem_status($as_of::date)
where not is_closed
group by unit
order by next_deadline, unit
