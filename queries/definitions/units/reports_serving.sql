-- The reports of the month of a day, under every unit that each serves: its own, and the members of a group.
-- One row per task, unit and reporter.
create or replace macro reports_serving(as_of) as table
    with members as (
        select * from group_members(as_of)
    ),

    of_month as (
        select
            task_id,
            unit
        from task_reports
        where period = month_of(as_of)
    )

    select
        r.task_id,
        coalesce(m.member, r.unit) as unit,
        r.unit as reporter
    from of_month as r
    left join members as m on r.unit = m.group_unit;
