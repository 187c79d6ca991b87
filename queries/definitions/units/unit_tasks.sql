-- The tasks of one unit on a day, by any of its spellings, and how its report for the month stands. One row per task.
-- is_reported says whether this unit has reported for the month, is_late whether late; unknown where it owes no report.
create or replace macro unit_tasks(as_of, only_unit, with_groups) as table
    with owned as (
        select * from task_unit_rows(as_of, with_groups)
        where unit = canonical_unit(only_unit)
    ),

    status as (
        select * from task_status(as_of)
    ),

    duties as (
        select * from report_states(as_of, month_of(as_of))
    )

    select
        owned.role,
        owned.is_via_group,
        status.task_id,
        status.plan,
        status.seq,
        status.measure,
        status.deadline_text,
        status.deadline_kind,
        status.schedule,
        status.is_window_over,
        status.due_date,
        status.phase,
        status.light,
        status.light_reason,
        status.latest_period,
        duties.is_reported as is_reported_by_unit,
        duties.is_late
    from owned
    inner join status on owned.task_id = status.task_id
    left join duties on owned.task_id = duties.task_id and owned.unit = duties.unit;
