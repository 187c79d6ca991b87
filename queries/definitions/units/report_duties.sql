-- Who owes a report for the month of a day, whether it is there, and whether it came late. One row per task and unit.
-- 配合 units owe none. A group owes through its members, and a report in the name of the group serves them all.
-- Source: L96 (monthly dispatch); which units answer for a task: task_units.
create or replace macro report_duties(as_of) as table
    with asked as (
        select
            month_of(as_of) as month,
            report_day,
            issue_date
        from settings
    ),

    members as (
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
        select
            r.task_id,
            coalesce(m.member, r.unit) as unit,
            bool_and(is_late_report(r.period, u.uploaded_at, u.is_demo, q.report_day, q.issue_date)) as is_late
        from task_reports as r
        left join uploads as u on r.upload_id = u.upload_id
        left join members as m on r.unit = m.group_unit
        cross join asked as q
        where r.period = q.month
        group by r.task_id, coalesce(m.member, r.unit)
    )

    select
        owners.task_id,
        owners.unit,
        reported.unit is not null as is_reported,
        reported.is_late
    from owners
    left join reported on owners.task_id = reported.task_id and owners.unit = reported.unit;
