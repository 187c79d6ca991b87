-- The recurring duties of tasks and of the office in a month or its quarter, and whether each is done on a day.
-- One row per duty. Done is what a report of that month or quarter says to be done; the office's has no records.
-- Source: L155, L222, L304 and L312, as parsed in task_nodes and read (nodes_as_read); L96 for the office.
create or replace macro recurring_duties(as_of, for_month) as table
    with instances as (
        select
            node_id,
            task_id,
            null as unit,
            deliverable,
            cadence,
            cadence_end(cadence, month_start(for_month)) as due_date,
            source_line,
            as_of as counted_to
        from nodes_as_read
        where kind = 'recurring'
        union all
        select
            duty_id as node_id,
            null as task_id,
            unit,
            duty as deliverable,
            cadence,
            cadence_end(cadence, month_start(for_month)) as due_date,
            source_line,
            as_of as counted_to
        from office_duties
    )

    select
        instances.node_id,
        instances.task_id,
        instances.unit,
        instances.deliverable,
        instances.cadence,
        instances.due_date,
        instances.source_line,
        coalesce(bool_or(list_contains(string_split(reports.done_nodes, '、'), instances.node_id)), false) as is_done
    from instances
    left join task_reports as reports
        on
            instances.task_id = reports.task_id
            and month_start(reports.period) <= instances.counted_to
            and cadence_end(instances.cadence, month_start(reports.period)) = instances.due_date
    group by all;
