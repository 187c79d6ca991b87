-- The steps that each node may take from where it stands on a day, and what each needs. One row per node and step.
-- Source: closure_moves; a step that is not listed there is not allowed. Only a deadline can be moved to another day.
create or replace macro closure_options(as_of) as table
    with states as (
        select * from closure_states(as_of)
    )

    select
        states.node_id,
        states.task_id,
        states.state,
        states.steps,
        states.applicant,
        states.asked_due_date,
        states.last_upload_id,
        moves.step,
        moves.to_state,
        moves.needs_right,
        moves.needs_file,
        moves.needs_reason,
        moves.needs_date,
        moves.by_another,
        moves.as_seen
    from states
    inner join closure_moves as moves on states.state = moves.from_state
    inner join node_dates as dates on states.node_id = dates.node_id
    where dates.is_dated or not moves.needs_date;
