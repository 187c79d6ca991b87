-- Goals of the water plan that the notice names without a figure, and what was assigned since. One row per goal.
-- A goal is assigned once it has a value and the number of the document that assigns it; until then nothing is judged
-- by it and it has no light (T57, T58).
select
    i.indicator_id,
    i.name,
    i.quote,
    i.task_id,
    i.bound,
    i.unit_of_measure,
    i.force,
    if(i.assigned_value is not null and i.assigned_document is not null, 'assigned', 'unstated') as state,
    i.assigned_value,
    i.assigned_document,
    i.assigned_value is not null and i.assigned_document is not null as is_assigned,
    case when i.assigned_value is not null then u.person end as assigned_by,
    case when i.assigned_value is not null then u.uploaded_at end as assigned_at,
    i.upload_id,
    i.line,
    i.note,
    i.source_line
from indicators as i
left join uploads as u on i.upload_id = u.upload_id
where i.plan = 'water' and i.status = 'unstated'
order by i.indicator_id
