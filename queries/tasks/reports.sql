-- What the units reported of one task up to a day, newest month first. One row per month and unit.
-- upload_id and line are where it is from now, after the last correction.
select
    r.period,
    r.unit,
    r.claim,
    r.progress,
    r.problem,
    r.next_step,
    r.support_needed,
    r.done_nodes,
    r.responsible,
    r.amount,
    l.is_late,
    r.upload_id,
    r.line,
    u.is_demo
from task_reports as r
inner join report_lateness as l on r.task_id = l.task_id and r.period = l.period and r.unit = l.unit
left join uploads as u on r.upload_id = u.upload_id
where
    r.task_id = $task_id::varchar
    and month_start(r.period) <= $as_of::date
order by r.period desc, r.unit asc
