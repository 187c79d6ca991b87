-- Since when a task has something past due that is neither closed nor within its grace. One row per such task.
-- The day after the deadline, or after the grace ends. What was past due and is closed by now does not count.
create or replace macro task_red_since(as_of) as table
    select
        task_id,
        min(greatest(decides_on, grace_ends_on) + 1) as red_since
    from node_schedule(as_of)
    where schedule = 'past_due' and not in_grace
    group by task_id;
