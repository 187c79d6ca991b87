-- Which departments a soil task asks for a dispatch each quarter. One row per task and department.
-- Source: S-09 (L304) and S-11 (L312), as the tasks with a quarterly node (nodes_as_read) and those of their units that
-- lead or share the lead (task_units); towns support and owe none.
create or replace table quarterly_duties as
select
    u.task_id,
    u.unit as department,
    u.line as position,
    n.deliverable,
    n.source_line
from task_units as u
inner join nodes_as_read as n on u.task_id = n.task_id
inner join tasks as t on u.task_id = t.task_id
where n.cadence = 'quarterly' and t.plan = 'soil' and u.role <> 'support';
