-- A finished node that is not one of the task's own. One row per offending node.
-- title: 节点编号
-- severity: error
with named as (
    select
        line,
        task_id,
        unnest(string_split(done_nodes, '、')) as node_id
    from upload
    where done_nodes is not null
)

select
    named.line,
    'done_nodes' as column_name,
    named.node_id as value,
    named.task_id || '没有节点“' || named.node_id || '”，它的节点是：'
    || coalesce((
        select string_agg(task_nodes.node_id, '、' order by task_nodes.node_id)
        from task_nodes
        where task_nodes.task_id = named.task_id
    ), '无') || '。' as message
from named
where
    not exists (
        select 1
        from task_nodes
        where task_nodes.node_id = named.node_id and task_nodes.task_id = named.task_id
    )
order by named.line, named.node_id
