-- Every report of the key projects, oldest first. One row per project and month.
select
    project_id,
    month,
    works_percent,
    half_even(goal_completion, 2) as goal_completion,
    stage,
    milestone,
    investment,
    problem,
    report_note,
    source,
    upload_id,
    line,
    file_name,
    is_demo
from project_reports($as_of::date)
order by seq, month
