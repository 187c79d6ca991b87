-- The sheet of the quarter: every dispatch that is asked for, as reported already. One row per task and department.
-- With a department for unit: its own rows.
with quarters as (
    select
        year,
        quarter_no
    from plan_quarters($as_of::date)
    where is_this
)

select
    d.task_id,
    q.year,
    q.quarter_no as quarter,
    d.department,
    r.reported_on,
    r.content,
    r.problems,
    r.source
from quarterly_duties as d
cross join quarters as q
left join quarterly_dispatch as r
    on d.task_id = r.task_id and d.department = r.department and q.year = r.year and q.quarter_no = r.quarter
where $unit::varchar is null or d.department = canonical_unit($unit::varchar)
order by d.task_id, d.position
