-- Which nodes the reports of a month call done. One row per node and month.
-- Source: done_nodes, the numbers of the nodes with 、 between them.
-- renewed by: task_id
create or replace table reported_nodes as
with listed as (
    select
        task_id,
        period,
        unnest(string_split(done_nodes, '、')) as node_id
    from task_reports
    where done_nodes is not null
)

select distinct
    task_id,
    node_id,
    period
from listed;
