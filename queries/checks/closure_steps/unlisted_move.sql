-- A new step that no row of closure_moves allows from where the node stands, or one that would take the place of a
-- stored one: steps are only added. One row per offending line.
-- title: 不能走的一步
-- severity: error
with states as (
    select * from closure_states($today)
),

changed as (
    select upload.*
    from upload
    anti join closure_steps as stored
        on
            upload.node_id = stored.node_id
            and upload.number = stored.number
            and upload.step = stored.step
            and upload.state = stored.state
            and upload.person = stored.person
            and upload.acting_for = stored.acting_for
            and upload.taken_at = stored.taken_at
            and upload.reason is not distinct from stored.reason
            and upload.due_date is not distinct from stored.due_date
            and upload.snapshot is not distinct from stored.snapshot
            and upload.fingerprint is not distinct from stored.fingerprint
            and upload.note is not distinct from stored.note
)

select
    changed.line,
    'step' as column_name,
    changed.step as value,
    '节点现在的状态不能走这一步，请刷新后按列出的步骤办理。' as message
from changed
left join states on changed.node_id = states.node_id
left join closure_moves as moves
    on
        coalesce(states.state, 'open') = moves.from_state
        and changed.step = moves.step
        and changed.state = moves.to_state
where moves.step is null or changed.number <> coalesce(states.steps, 0) + 1
order by changed.line
