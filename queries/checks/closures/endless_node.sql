-- A node without an end, long-term or recurring, cannot be closed. One row per offending line.
-- title: 没有期限的节点
-- severity: error
select
    upload.line,
    'node_id' as column_name,
    upload.node_id as value,
    '节点“' || upload.node_id || '”是长期或周期性工作，没有终点，不能销号；每月在“任务月报”中填报即可。' as message
from upload
inner join nodes_as_read as nodes on upload.node_id = nodes.node_id
where nodes.kind in ('ongoing', 'recurring')
order by upload.line
