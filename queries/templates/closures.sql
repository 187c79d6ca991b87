-- The register of closures: every node that can be closed, with its closure. One row per node.
-- With a unit: the nodes of the tasks it answers for.
select
    nodes.node_id,
    nodes.deliverable,
    closures.closed_on,
    closures.approved_by,
    closures.basis,
    closures.note
from nodes_as_read as nodes
left join closures using (node_id)
where
    nodes.kind not in ('ongoing', 'recurring')
    and (
        $unit::varchar is null
        or nodes.task_id in (
            select owners.task_id
            from task_unit_rows($as_of::date, $include_groups::boolean) as owners
            where owners.unit = canonical_unit($unit::varchar) and owners.role <> 'support'
        )
    )
order by nodes.node_id
