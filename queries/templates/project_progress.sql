-- The month sheet: every project, with what is reported already. One row per project.
-- With a unit: the projects it answers for.
select
    projects.project_id,
    projects.name as project_name,
    strftime($as_of::date, '%Y-%m') as month,
    project_progress.works_percent,
    project_progress.stage,
    project_progress.problem,
    project_progress.source,
    project_progress.investment,
    project_progress.milestone,
    project_progress.note
from projects
left join project_progress
    on
        projects.project_id = project_progress.project_id
        and project_progress.month = strftime($as_of::date, '%Y-%m')
where
    $unit::varchar is null
    or projects.project_id in (
        select owners.task_id
        from task_unit_rows($as_of::date, $include_groups::boolean) as owners
        where owners.unit = canonical_unit($unit::varchar) and owners.role <> 'support'
    )
order by projects.project_id
