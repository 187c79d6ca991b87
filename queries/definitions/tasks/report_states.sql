-- The reports of a month as known on a day: who owes which, whether it is there, came late, or is overdue.
-- One row per task and unit. Members of groups owe for themselves, those of that month.
-- A closed task owes none; nor is any owed for a month before the notice (L350) or for one that has not begun.
-- Of several reports that serve a unit, its own and those of its groups, one in time is enough.
-- Source: report_duties (L96); the day after which a report is late or overdue: is_past_report_day.
create or replace macro report_states(as_of, for_month) as table
    with asked as (
        select
            is_past_report_day(for_month, as_of, report_day, issue_date) as is_past,
            month_start(for_month) <= as_of and last_day(month_start(for_month)) >= issue_date as is_owed
        from settings
    ),

    duties as (
        select * from report_duties(least(as_of, last_day(month_start(for_month))))
    ),

    serving as (
        select * from reports_serving(least(as_of, last_day(month_start(for_month))))
    ),

    -- Only this month's before they are put beside each other: there are years of reports.
    of_month as (
        select
            task_id,
            unit,
            is_late
        from report_lateness
        where period = for_month
    ),

    arrived as (
        select
            s.task_id,
            s.unit,
            bool_and(o.is_late) as is_late
        from serving as s
        inner join of_month as o on s.task_id = o.task_id and s.reporter = o.unit
        group by s.task_id, s.unit
    ),

    status as (
        select * from task_status(as_of)
    )

    select
        duties.task_id,
        duties.unit,
        status.plan,
        status.seq,
        duties.is_reported,
        arrived.is_late,
        not duties.is_reported and asked.is_past as is_overdue
    from duties
    inner join status on duties.task_id = status.task_id
    left join arrived on duties.task_id = arrived.task_id and duties.unit = arrived.unit
    cross join asked
    where asked.is_owed and (duties.is_reported or status.schedule not in ('closed', 'cancelled'));
