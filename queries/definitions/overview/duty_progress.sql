-- How far a dated duty is by the records kept of it, in words. One row per node that has such records.
-- Source: W-11 (L222) outfalls sampled this month; S-01 (L280) key units that monitored soil, and groundwater; S-09 and
-- S-11 (L304, L312) departments that reported this quarter. What nobody keeps records of has no row: that is unknown.
create or replace macro duty_progress(as_of) as table
    with monitored as (
        select * from monitoring_status(as_of)
    ),

    this_quarter as (
        select * from quarterly_states(as_of)
        where as_of between starts_on and ends_on and exists (select 1 from quarterly_dispatch)
    )

    select
        node_id,
        '排污口已测' || sampled || '/' || outfalls as progress
    from outfall_duty(as_of)
    where outfalls is not null
    union all
    select
        n.node_id,
        if(n.medium = 'soil', '土壤', '地下水') || '自行监测完成' || count(m.done_on) || '/' || count(*) as progress
    from monitored as m
    inner join monitoring_nodes as n on m.medium = n.medium
    group by n.node_id, n.medium
    union all
    select
        n.node_id,
        '季度调度已报' || count(*) filter (where q.state = 'reported') || '/' || count(*) || '个部门' as progress
    from this_quarter as q
    inner join nodes_as_read as n on q.task_id = n.task_id and n.cadence = 'quarterly'
    group by n.node_id;
