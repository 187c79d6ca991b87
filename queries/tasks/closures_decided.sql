-- What the office decided of applications up to a day, the latest first. One row per decision.
with decisions as (
    select distinct step
    from closure_moves
    where needs_right = 'decide'
)

select
    steps.node_id,
    nodes.task_id,
    nodes.deliverable,
    steps.step,
    steps.person,
    steps.taken_at as at,
    steps.reason,
    steps.due_date,
    applied.step as applied_step,
    applied.person as applicant,
    applied.acting_for as applied_for
from closure_steps as steps
inner join nodes_as_read as nodes on steps.node_id = nodes.node_id
inner join decisions on steps.step = decisions.step
left join closure_steps as applied on steps.node_id = applied.node_id and steps.number = applied.number + 1
where cast(steps.taken_at as date) <= $as_of::date
order by steps.taken_at desc, steps.node_id asc
