-- The month sheet: every project, with what is reported already. One row per project.
select
    projects.project_id,
    strftime($as_of::date, '%Y-%m') as month,
    project_progress.works_percent,
    project_progress.stage,
    project_progress.problem,
    project_progress.source
from projects
left join project_progress
    on
        projects.project_id = project_progress.project_id
        and project_progress.month = strftime($as_of::date, '%Y-%m')
order by projects.project_id
