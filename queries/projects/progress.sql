-- The key projects against the goal of the year. One row per project.
select
    project_id,
    name,
    owners_text,
    deadline_text,
    due_date,
    goal_percent,
    works_percent,
    half_even(goal_completion, 2) as goal_completion,
    state,
    latest_month,
    stage,
    problem,
    days_left,
    met_month,
    closed_on,
    goal_text,
    source,
    upload_id,
    line,
    file_name,
    is_demo,
    note,
    source_line
from project_status($as_of::date)
order by seq
