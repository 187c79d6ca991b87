-- Who owes a report for the month of a day, and whether it is there. One row per task and unit.
-- 配合 units owe none. A group owes through its members, and a report in the name of the group serves them all.
-- Source: L96 (monthly dispatch); which units answer for a task: task_units.
create or replace macro report_duties(as_of) as table
    with members as (
        select * from group_members(as_of)
    ),

    owners as (
        select
            task_id,
            unit
        from task_unit_rows(as_of, true)
        where role <> 'support' and unit not in (select m.group_unit from members as m)
    ),

    reported as (
        select distinct
            task_id,
            unit
        from reports_serving(as_of)
    )

    select
        owners.task_id,
        owners.unit,
        reported.unit is not null as is_reported
    from owners
    left join reported on owners.task_id = reported.task_id and owners.unit = reported.unit;
