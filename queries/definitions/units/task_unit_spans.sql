-- Who is responsible for what, and through a group while whom. One row per task, unit and span of membership.
-- A unit that the task names itself keeps its own role and has no row through a group.
create or replace table task_unit_spans as
select
    task_id,
    unit,
    role,
    null::date as valid_from,
    null::date as valid_to
from task_units
union all
select
    owners.task_id,
    members.member as unit,
    owners.role,
    members.valid_from,
    coalesce(members.valid_to, 'infinity'::date) as valid_to
from task_units as owners
inner join unit_members as members on owners.unit = members.group_unit
anti join task_units as named on owners.task_id = named.task_id and members.member = named.unit;
