-- What the calendar says of each node on a day. One row per node.
create or replace macro node_schedule(as_of) as table
    select
        node_id,
        task_id,
        kind,
        decides_on,
        case when closed_on <= as_of then closed_on end as closed_on,
        coalesce(closed_on <= as_of, false) or coalesce(reported_from <= as_of, false) as is_done,
        case
            when closed_on <= as_of then 'closed'
            when kind in ('ongoing', 'recurring') then 'continuous'
            when decides_on is null then 'unstated'
            when kind = 'from' and decides_on <= as_of then 'in_force'
            when decides_on < as_of then 'past_due'
            when kind = 'window' and start_date <= as_of then 'in_window'
            when decides_on = as_of then 'due_today'
            when soon_from <= as_of then 'due_soon'
            when is_beyond_year then 'beyond_year'
            else 'later'
        end as schedule,
        coalesce(kind = 'window' and decides_on < as_of, false) as is_window_over,
        coalesce(grace_ends_on >= as_of, false) as in_grace
    from node_dates;

-- What the calendar says of each task: its most urgent node that is neither closed nor recurring. One row per task.
-- Once all such nodes are closed the task is closed. Past-due nodes out of the grace come before those within it.
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
            count(decides_on) filter (where is_done) as nodes_done,
            bool_and(kind = 'ongoing') filter (where schedule <> 'closed') as is_continuous,
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
            when verdict['schedule'] not in ('in_force', 'continuous', 'unstated', 'closed')
                then verdict['due_date'] - as_of
        end as days_left,
        verdict['is_over'] as is_window_over,
        verdict['in_grace'] as in_grace,
        nodes_done,
        nodes_done > 0 and is_awaited as is_partial,
        coalesce(is_continuous, false) as is_continuous
    from decided;
