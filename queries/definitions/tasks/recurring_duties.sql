-- The recurring duties of tasks in the month or quarter of a day, and whether each was done. One row per duty.
-- Done is what a report of that month or quarter says to be done.
-- Source: L155, L222, L304 and L312, as parsed in task_nodes and read (nodes_as_read).
create or replace macro recurring_duties(as_of) as table
    with instances as (
        select
            node_id,
            task_id,
            deliverable,
            cadence,
            cadence_end(cadence, as_of) as due_date,
            as_of as counted_to
        from nodes_as_read
        where kind = 'recurring'
    )

    select
        instances.node_id,
        instances.task_id,
        instances.deliverable,
        instances.cadence,
        instances.due_date,
        coalesce(bool_or(list_contains(string_split(reports.done_nodes, '、'), instances.node_id)), false) as is_done
    from instances
    left join task_reports as reports
        on
            instances.task_id = reports.task_id
            and month_start(reports.period) <= instances.counted_to
            and cadence_end(instances.cadence, month_start(reports.period)) = instances.due_date
    group by instances.node_id, instances.task_id, instances.deliverable, instances.cadence, instances.due_date;
