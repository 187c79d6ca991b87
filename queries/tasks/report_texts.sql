-- What a unit has reported of its tasks for a month, and the last time before it. One row per task and of these two.
select
    r.task_id,
    r.period,
    r.period = $period::varchar as is_current,
    r.upload_id,
    r.progress,
    r.problem,
    r.next_step,
    r.support_needed,
    r.claim,
    r.done_nodes,
    r.responsible,
    r.amount,
    uploads.person,
    uploads.uploaded_at
from task_reports as r
left join uploads on r.upload_id = uploads.upload_id
where r.unit = canonical_unit($unit::varchar) and r.period <= $period::varchar
qualify row_number() over (partition by r.task_id, r.period = $period::varchar order by r.period desc) = 1
order by r.task_id, r.period
