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
