-- Where the nodes of a task, or of all tasks, stand on the way to their closing on a day. One row per node that can be
-- closed.
select
    node_id,
    task_id,
    deliverable,
    state,
    closed_on,
    steps,
    last_step,
    last_person,
    since,
    last_reason,
    applicant,
    applied_for,
    asked_due_date
from closure_states($as_of::date)
where $task_id::varchar is null or task_id = $task_id::varchar
order by node_id
