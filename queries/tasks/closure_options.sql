-- The steps that a node may take from where it stands on a day, with what each needs. One row per step.
-- written_snapshot is that of the commit that brought the node where it stands: what was applied for is as it was then.
with options as (
    select * from closure_options($as_of::date)
    where node_id = $node_id::varchar
)

select
    options.node_id,
    options.task_id,
    options.state,
    options.steps,
    options.applicant,
    options.asked_due_date,
    options.step,
    options.to_state,
    options.needs_right,
    options.needs_file,
    options.needs_reason,
    options.needs_date,
    options.by_another,
    options.as_seen,
    written.snapshot_id as written_snapshot
from options
left join upload_snapshots as written on options.last_upload_id = written.upload_id
order by
    list_position(
        ['close', 'adjust', 'cancel', 'apply', 'return', 'withdraw', 'apply_adjust', 'apply_cancel'], options.step
    )
