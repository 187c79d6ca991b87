-- The applications that wait for the office on a day, the oldest first, with what speaks for them. One row per node.
with files as (
    select
        task_id,
        count(*) as evidence_count
    from evidence
    where withdrawn_on is null and uploaded_on <= $as_of::date
    group by task_id
)

select
    waiting.node_id,
    waiting.task_id,
    waiting.deliverable,
    nodes.printed,
    scheduled.decides_on,
    waiting.state,
    waiting.applicant,
    waiting.applied_for,
    waiting.since as applied_at,
    $as_of::date - cast(waiting.since as date) as days_waiting,
    waiting.last_reason as reason,
    waiting.asked_due_date,
    status.measure,
    status.lead_units,
    status.claim,
    status.latest_period,
    coalesce(files.evidence_count, 0) as evidence_count,
    written.snapshot_id as written_snapshot
from closure_states($as_of::date) as waiting
inner join nodes_as_read as nodes on waiting.node_id = nodes.node_id
inner join node_schedule($as_of::date) as scheduled on waiting.node_id = scheduled.node_id
inner join task_status($as_of::date) as status on waiting.task_id = status.task_id
left join files on waiting.task_id = files.task_id
left join upload_snapshots as written on waiting.last_upload_id = written.upload_id
where waiting.is_waiting
order by waiting.since, waiting.node_id
