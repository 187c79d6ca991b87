-- The quarterly dispatch of S-09 and S-11 on a day: who reported, who did not.
-- One row per quarter, task and department. NULL filters nothing.
select
    quarter,
    department,
    state,
    task_id,
    reported_on,
    is_late,
    content,
    problems,
    ends_on,
    is_over,
    is_ahead,
    deliverable,
    source_line
from quarterly_states($as_of::date)
where $unit::varchar is null or department = canonical_unit($unit::varchar)
order by starts_on, task_id, position
