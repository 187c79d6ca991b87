-- The register of closures: every node that can be closed, with its closure. One row per node.
select
    task_nodes.node_id,
    closures.closed_on,
    closures.approved_by,
    closures.basis,
    closures.note
from task_nodes
left join closures using (node_id)
where task_nodes.kind not in ('ongoing', 'recurring')
order by task_nodes.node_id
