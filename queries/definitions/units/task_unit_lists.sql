-- The responsible units of each task as text, in the order printed. One row per task.
-- Joint units (按职责分工牵头, L286) and units printed without a role (L220) stand with the leads.
create or replace table task_unit_lists as
select
    task_id,
    string_agg(unit, '、' order by line) filter (where role <> 'support') as lead_units,
    string_agg(unit, '、' order by line) filter (where role = 'support') as support_units,
    case
        when bool_or(role = 'unspecified') then 'unspecified'
        when bool_or(role = 'joint') then 'joint'
        else 'lead'
    end as roles_text,
    count(*) filter (where role <> 'support') as lead_count
from task_units
group by task_id;
