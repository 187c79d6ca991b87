-- By when each medium is to be monitored by its enterprise, soil and groundwater apart. One row per medium.
-- Source: S-01 (L280), whose two nodes are one medium each (question T72); days as they are read (nodes_as_read).
create or replace table monitoring_nodes as
select
    media.medium,
    media.position,
    nodes.node_id,
    nodes.due_date,
    nodes.printed,
    nodes.source_line
from (values ('soil', 1, 'S-01-1'), ('groundwater', 2, 'S-01-2')) as media (medium, position, node_id)
inner join nodes_as_read as nodes on media.node_id = nodes.node_id;
