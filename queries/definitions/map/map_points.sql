-- Everything that has a place: stations in use, sections, projects, plots. One row per item.
-- Source: the notice prints no coordinates; an item without them, or without their system, is listed and never placed.
-- Only stations name a town and only projects have responsible units; sections and plots belong to no unit.
create or replace macro map_points_once(as_of) as table
    with verdicts as (
        select
            plot_id,
            verdict
        from plot_status(as_of)
    ),

    items as (
        select
            'stations' as layer,
            'air' as plan,
            station as id,
            name,
            lon,
            lat,
            crs,
            null as state,
            town as detail,
            null as seq,
            town as unit
        from stations
        where (opened_on is null or opened_on <= as_of) and (closed_on is null or closed_on > as_of)
        union all
        select
            'sections' as layer,
            'water' as plan,
            section as id,
            section as name,
            lon,
            lat,
            crs,
            state,
            annex_reading as detail,
            position as seq,
            null as unit
        from section_status(as_of)
        union all
        select
            'projects' as layer,
            'water' as plan,
            project_id as id,
            name,
            lon,
            lat,
            crs,
            state,
            deadline_text as detail,
            seq,
            null as unit
        from project_status(as_of)
        union all
        select
            'plots' as layer,
            'soil' as plan,
            p.plot_id as id,
            p.name,
            p.lon,
            p.lat,
            p.crs,
            s.verdict as state,
            p.former_use as detail,
            null as seq,
            null as unit
        from plots as p
        inner join verdicts as s on p.plot_id = s.plot_id
    )

    select
        *,
        lon is not null and lat is not null and crs is not null as is_located,
        list_position(['stations', 'sections', 'projects', 'plots'], layer) as position
    from items;
