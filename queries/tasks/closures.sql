-- Every step on the way to closing the nodes of a task, or of all tasks, oldest first. One row per step.
select
    steps.node_id,
    nodes.task_id,
    nodes.deliverable,
    steps.number,
    steps.step,
    steps.state,
    steps.person,
    steps.acting_for,
    steps.taken_at as at,
    steps.reason,
    steps.due_date,
    steps.snapshot,
    steps.fingerprint,
    written.snapshot_id as written_snapshot,
    steps.note
from closure_steps as steps
inner join nodes_as_read as nodes on steps.node_id = nodes.node_id
left join upload_snapshots as written on steps.upload_id = written.upload_id
where $task_id::varchar is null or nodes.task_id = $task_id::varchar
order by steps.node_id, steps.number
