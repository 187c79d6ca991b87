-- When each project is to start and to be done, with its goal. One row per project.
-- Source: annex 2 of the water plan, L264-L266. The deadline is the last day of the printed month (T62). The notice
-- prints no start: without one of its own a project is planned from the first day of the plan year on.
create or replace table project_schedule as
with due as (
    select
        task_id as project_id,
        max(due_date) as due_date
    from nodes_as_read
    where kind = 'due'
    group by task_id
)

select
    p.project_id,
    p.seq,
    try_cast(as_read('projects', p.project_id, 'goal_percent', p.goal_percent) as double) as goal_percent,
    coalesce(p.starts_on, s.plan_year_start) as starts_on,
    p.starts_on is null as is_start_assumed,
    d.due_date
from projects as p
cross join settings as s
left join due as d on p.project_id = d.project_id;
