-- What the office has approved of a node's deadline by a day: another due date, or that the node is cancelled.
-- One row per node that has either. A later adjustment takes the place of an earlier one.
-- Source: closure_steps. Each holds from the day of its approval; the printed text and the days before stay as they
-- are.
create or replace macro approved_changes(as_of) as table
    select
        node_id,
        arg_max(due_date, number) filter (where step = 'adjust') as due_date,
        arg_max(cast(taken_at as date), number) filter (where step = 'adjust') as adjusted_on,
        arg_max(person, number) filter (where step = 'adjust') as adjusted_by,
        max(cast(taken_at as date)) filter (where step = 'cancel') as cancelled_on
    from closure_steps
    where step in ('adjust', 'cancel') and cast(taken_at as date) <= as_of
    group by node_id;
