-- The problems of water, those not closed first, by deadline. One row per problem.
select
    problem_id,
    aspect,
    place,
    problem,
    found_on,
    plan,
    unit,
    person,
    deadline,
    days_left,
    state,
    closed_on,
    closing,
    source,
    upload_id,
    line
from problem_status($as_of::date)
order by is_closed, deadline, problem_id
