-- Where each node that can be closed stands on the way to it on a day. One row per node.
-- The state is the one that its last step has led to. The register (closures) comes before it: what stands there is
-- closed, by a step or, as registered, from a paper file; what was closed by a step and taken out of the register again
-- is open. While an application waits, its applicant, and with an adjustment the due date asked for, are known.
create or replace macro closure_states(as_of) as table
    with latest as (
        select * from closure_steps
        where cast(taken_at as date) <= as_of
        qualify row_number() over (partition by node_id order by number desc) = 1
    ),

    registered as (
        select
            node_id,
            closed_on
        from closures
        where closed_on <= as_of
    ),

    stated as (
        select
            nodes.node_id,
            nodes.task_id,
            nodes.deliverable,
            case
                when registered.node_id is not null then if(latest.step = 'close', 'closed', 'registered')
                when latest.state is null or latest.state = 'closed' then 'open'
                else latest.state
            end as state,
            registered.closed_on,
            latest.number,
            latest.step,
            latest.person,
            latest.acting_for,
            latest.taken_at,
            latest.reason,
            latest.due_date,
            latest.upload_id
        from nodes_as_read as nodes
        left join latest on nodes.node_id = latest.node_id
        left join registered on nodes.node_id = registered.node_id
        where nodes.kind not in ('ongoing', 'recurring')
    )

    select
        node_id,
        task_id,
        deliverable,
        state,
        closed_on,
        coalesce(number, 0) as steps,
        step as last_step,
        person as last_person,
        taken_at as since,
        reason as last_reason,
        starts_with(state, 'waiting_') as is_waiting,
        if(starts_with(state, 'waiting_'), person, null) as applicant,
        if(starts_with(state, 'waiting_'), acting_for, null) as applied_for,
        if(starts_with(state, 'waiting_'), due_date, null) as asked_due_date,
        upload_id as last_upload_id
    from stated;
