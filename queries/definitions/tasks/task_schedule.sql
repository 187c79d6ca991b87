-- What the calendar says of each task: its most urgent node that is neither closed nor recurring. One row per task.
-- Once all such nodes are closed, or cancelled beside them, the task is closed; it is cancelled once all of them are. A
-- cancelled node counts in nothing. Past-due nodes out of the grace come before those within it.
create or replace macro task_schedule(as_of) as table
    with decided as (
        select
            task_id,
            arg_min(
                struct_pack(
                    schedule := schedule, due_date := decides_on, is_over := is_window_over, in_grace := in_grace
                ),
                row(schedule_rank(schedule), in_grace, decides_on, node_id)
            ) as verdict,
            count(decides_on) filter (where schedule <> 'cancelled') as nodes_total,
            count(decides_on) filter (where is_done and schedule <> 'cancelled') as nodes_done,
            coalesce(bool_or(is_dated) filter (where schedule <> 'cancelled'), false) as is_dated,
            list(decides_on) filter (where decides_on is not null and schedule <> 'cancelled') as dates,
            bool_and(kind = 'ongoing') filter (where schedule not in ('closed', 'cancelled')) as is_continuous,
            bool_or(not is_done and schedule in ('past_due', 'due_today', 'due_soon', 'in_window', 'in_force'))
                as is_awaited
        from node_schedule(as_of)
        where kind <> 'recurring'
        group by task_id
    )

    select
        task_id,
        verdict['schedule'] as schedule,
        verdict['due_date'] as due_date,
        case
            when verdict['schedule'] not in ('in_force', 'continuous', 'unstated', 'closed', 'cancelled')
                then verdict['due_date'] - as_of
        end as days_left,
        verdict['is_over'] as is_window_over,
        verdict['in_grace'] as in_grace,
        nodes_total,
        nodes_done,
        is_dated,
        coalesce(dates, []) as dates,
        nodes_done > 0 and is_awaited as is_partial,
        coalesce(is_continuous, false) as is_continuous
    from decided;
