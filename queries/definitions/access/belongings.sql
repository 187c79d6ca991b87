-- What belongs to whom on a day, so who may change the rows that name it. One row per kind of thing, name and unit.
-- A task or project belongs to its lead, joint and unspecified units, never to those in support (L196, L286, L220); a
-- duty is a task in the name of one of these, a dispatch one that is asked for each quarter. What a group has belongs
-- to its members of that day too.
-- Which column of a dataset names which kind of thing: data/access/dataset_rights.csv.
create or replace macro belongings(as_of) as table
    with held as (
        select
            unit as name,
            unit,
            false as is_via_group
        from units
        union all
        select
            group_unit as name,
            member as unit,
            true as is_via_group
        from group_members(as_of)
    ),

    answering as (
        select
            task_id,
            unit,
            is_via_group
        from task_unit_rows(as_of, true)
        where role <> 'support'
    )

    select
        'unit' as thing,
        name,
        unit,
        is_via_group
    from held
    union all
    select
        'town' as thing,
        town as name,
        town as unit,
        false as is_via_group
    from towns
    union all
    select
        'task' as thing,
        task_id as name,
        unit,
        is_via_group
    from answering
    union all
    select
        'node' as thing,
        nodes.node_id as name,
        answering.unit,
        answering.is_via_group
    from nodes_as_read as nodes
    inner join answering on nodes.task_id = answering.task_id
    union all
    select
        'project' as thing,
        projects.project_id as name,
        answering.unit,
        answering.is_via_group
    from projects
    inner join answering on projects.project_id = answering.task_id
    union all
    select
        'duty' as thing,
        answering.task_id || ' ' || held.name as name,
        held.unit,
        held.is_via_group
    from answering
    inner join held on answering.unit = held.name
    union all
    select
        'dispatch' as thing,
        task_id || ' ' || department as name,
        department as unit,
        false as is_via_group
    from quarterly_duties
    union all
    select
        'plot' as thing,
        plots.plot_id as name,
        held.unit,
        held.is_via_group
    from plots
    inner join held on plots.supervising_unit = held.name
    union all
    select
        'enterprise' as thing,
        enterprises.enterprise as name,
        held.unit,
        held.is_via_group
    from monitored_enterprises as enterprises
    inner join held on enterprises.supervising_unit = held.name;
