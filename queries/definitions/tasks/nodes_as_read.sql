-- The nodes of the tasks with the kind and the days that they have under the chosen readings. One row per node.
-- Source: task_nodes, and what the questions of the notice make of it (as_read).
create or replace table nodes_as_read as
select
    node_id,
    task_id,
    deliverable,
    as_read('task_nodes', node_id, 'kind', kind) as kind,
    try_cast(as_read('task_nodes', node_id, 'start_date', start_date) as date) as start_date,
    try_cast(as_read('task_nodes', node_id, 'due_date', due_date) as date) as due_date,
    cadence,
    as_read('task_nodes', node_id, 'anchor', anchor) as anchor,
    printed,
    assumption,
    source_line
from task_nodes;
