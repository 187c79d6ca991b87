-- What falls due in a month, of tasks and of the office, and whether it is done on a day. One row per node or duty.
-- A quarterly duty stands in the last month of its quarter. `unit` is set for duties of the office alone.
create or replace macro falling_due(as_of, for_month) as table
    with nodes as (
        select * from node_schedule(as_of)
    ),

    duties as (
        select
            nodes.node_id,
            nodes.task_id,
            null as unit,
            nodes.decides_on as due,
            named.deliverable as duty,
            nodes.is_done,
            named.source_line
        from nodes
        inner join nodes_as_read as named on nodes.node_id = named.node_id
        where nodes.kind in ('due', 'window', 'relative') and nodes.schedule <> 'cancelled'
        union all
        select
            node_id,
            task_id,
            unit,
            due_date as due,
            deliverable as duty,
            is_done,
            source_line
        from recurring_duties(as_of, for_month)
    )

    select *
    from duties
    where month_of(due) = for_month;
