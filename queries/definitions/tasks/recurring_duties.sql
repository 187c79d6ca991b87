-- The recurring duties of tasks and of the office in a month or its quarter, and whether each is done on a day.
-- One row per duty. Done is what a report of that month or quarter says to be done; the office's has no records.
-- Source: L155, L222, L304 and L312, as parsed in task_nodes and read (nodes_as_read); L96 for the office.
create or replace macro recurring_duties(as_of, for_month) as table
    with duties as (
        select
            node_id,
            task_id,
            null as unit,
            deliverable,
            cadence,
            source_line
        from nodes_as_read
        where kind = 'recurring'
        union all
        select
            duty_id as node_id,
            null as task_id,
            unit,
            duty as deliverable,
            cadence,
            source_line
        from office_duties
    ),

    instances as (
        select
            *,
            cadence_end(cadence, month_start(for_month)) as due_date,
            as_of as counted_to
        from duties
    ),

    done as (
        select instances.node_id
        from instances
        inner join reported_nodes as reported
            on instances.task_id = reported.task_id and instances.node_id = reported.node_id
        where
            month_start(reported.period) <= instances.counted_to
            and cadence_end(instances.cadence, month_start(reported.period)) = instances.due_date
    )

    select
        * exclude (counted_to),
        node_id in (select done.node_id from done) as is_done
    from instances;
