-- What a unit has reported of its tasks for a month, and the last time before it. One row per task and of these two.
with looked_at as (
    select
        task_id,
        unnest([$period::varchar, max(period) filter (where period < $period::varchar)]) as period
    from task_reports
    where unit = canonical_unit($unit::varchar) and period <= $period::varchar
    group by task_id
)

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
inner join looked_at on r.task_id = looked_at.task_id and r.period = looked_at.period
left join uploads on r.upload_id = uploads.upload_id
where r.unit = canonical_unit($unit::varchar)
order by r.task_id, r.period
