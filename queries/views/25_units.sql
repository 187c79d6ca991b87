-- The members of group units such as 各镇（街道） on a day. One row per group and member.
-- Source: the notice names only four (L10, L173); further members are added with the day from which they count.
create or replace macro group_members(as_of) as table
    select distinct
        group_unit,
        member
    from unit_members
    where valid_from <= as_of and (valid_to is null or valid_to >= as_of);

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

-- Who is responsible for what on a day, if asked also through a group. One row per task and unit.
create or replace macro task_unit_rows(as_of, with_groups) as table
    select
        task_id,
        unit,
        arg_min(role, role_rank(role)) as role,
        bool_and(valid_from is not null) as is_via_group
    from task_unit_spans
    where valid_from is null or (with_groups and as_of between valid_from and valid_to)
    group by task_id, unit;
