-- With which upload each report first came, to stand there without a break since. One row per task, month and unit.
-- from: task_reports
-- of: task_id, period, unit
-- A correction leaves a report as timely as it was. What is gone by an undo or a restore stays noted, as not standing:
-- it may come back, from no later upload than when it went, and then counts as before. What is handed in again counts
-- as of then. Demonstration data and real reports do not stand in for each other.
with standing as (
    select
        task_id,
        period,
        unit,
        upload_id,
        line
    from lake.task_reports
    where
        task_id between $first_task_id and $last_task_id
        and period between $first_period and $last_period
        and unit between $first_unit and $last_unit
),

noted as (
    select *
    from lake.report_arrivals
    where
        task_id between $first_task_id and $last_task_id
        and period between $first_period and $last_period
        and unit between $first_unit and $last_unit
)

select
    t.task_id,
    t.period,
    t.unit,
    case
        when s.upload_id is null then n.arrived_with
        when first_one.is_demo = own.is_demo and (n.is_standing or s.upload_id <= n.upload_id)
            then least(s.upload_id, n.arrived_with)
        else s.upload_id
    end as arrived_with,
    s.upload_id is not null as is_standing,
    coalesce(s.upload_id, n.upload_id) as upload_id,
    coalesce(s.line, n.line) as line
from touched as t
left join standing as s on t.task_id = s.task_id and t.period = s.period and t.unit = s.unit
left join noted as n on t.task_id = n.task_id and t.period = n.period and t.unit = n.unit
left join lake.uploads as own on s.upload_id = own.upload_id
left join lake.uploads as first_one on n.arrived_with = first_one.upload_id
where s.upload_id is not null or not first_one.is_demo
