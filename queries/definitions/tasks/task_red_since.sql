-- Since when a task has something past due that is neither closed nor within its grace. One row per such task.
-- The day after the deadline, or after the grace ends. What was past due and is closed by now does not count.
create or replace macro task_red_since(as_of) as table
    with overdue as (
        select
            node_id,
            task_id,
            decides_on
        from node_schedule(as_of)
        where schedule = 'past_due' and not in_grace
    )

    select
        o.task_id,
        min(greatest(o.decides_on, d.grace_ends_on) + 1) as red_since
    from overdue as o
    inner join node_dates as d on o.node_id = d.node_id
    group by o.task_id;
