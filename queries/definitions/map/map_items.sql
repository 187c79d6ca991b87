-- Everything that has a place beside stations and towns, with its state and value. One row per item.
-- value: class of a section, percent of a project's goal, items over their limits of an outfall or source, media that
-- an enterprise has measured. dated: the month that state and value are of. Only what is in use on the day is here.
create or replace macro map_items_once(as_of) as table
    with section_states as (
        select * from section_status(as_of)
    ),

    outfalls_in_use as (
        select * from outfalls
        where coalesce(opened_on <= as_of, true) and coalesce(closed_on >= as_of, true)
    ),

    outfall_last as (
        select * from outfall_months(as_of)
        qualify row_number() over (partition by outfall order by month desc) = 1
    ),

    sources_in_use as (
        select * from water_sources
        where coalesce(closed_on >= as_of, true)
    ),

    source_last as (
        select * from water_source_months(as_of)
        qualify row_number() over (partition by water_source order by month desc) = 1
    ),

    verdicts as (
        select * from plot_status(as_of)
    ),

    items as (
        select
            'sections' as layer,
            'water' as plan,
            s.section as id,
            s.section as name,
            s.state,
            s.last_class::double as value,
            year(t.plan_year_end) || '-' || lpad(s.class_month::varchar, 2, '0') as dated,
            coalesce(s.annex_reading, s.text_reading) as detail,
            r.town,
            null as owner,
            s.position as seq
        from section_states as s
        cross join settings as t
        left join sections as r on s.section = r.section
        union all
        select
            'outfalls' as layer,
            'water' as plan,
            o.outfall as id,
            o.outfall as name,
            coalesce(m.state, 'missing') as state,
            len(string_split(m.exceeding_items, '、')) as value,
            m.month as dated,
            concat_ws('，', '排入' || o.river, '超标：' || m.exceeding_items) as detail,
            o.town,
            canonical_unit(o.owner) as owner,
            o.line as seq
        from outfalls_in_use as o
        left join outfall_last as m on o.outfall = m.outfall
        union all
        select
            'projects' as layer,
            'water' as plan,
            project_id as id,
            name,
            state,
            goal_completion as value,
            null as dated,
            deadline_text as detail,
            null as town,
            null as owner,
            seq
        from project_status(as_of)
        union all
        select
            'plots' as layer,
            'soil' as plan,
            p.plot_id as id,
            p.name,
            s.verdict as state,
            null as value,
            null as dated,
            concat_ws('，', '原用途' || nullif(p.former_use, withheld()), s.conditions) as detail,
            p.town,
            p.supervising_unit as owner,
            p.line as seq
        from plots as p
        inner join verdicts as s on p.plot_id = s.plot_id
        union all
        select
            'enterprises' as layer,
            'soil' as plan,
            enterprise as id,
            enterprise as name,
            state,
            media_done as value,
            null as dated,
            industry as detail,
            town,
            supervising_unit as owner,
            line as seq
        from enterprise_status(as_of)
        union all
        select
            'water_sources' as layer,
            'water' as plan,
            w.water_source as id,
            w.water_source as name,
            coalesce(m.state, 'missing') as state,
            len(string_split(m.exceeding_items, '、')) as value,
            m.month as dated,
            '超过Ⅲ类：' || m.exceeding_items as detail,
            w.town,
            null as owner,
            w.line as seq
        from sources_in_use as w
        left join source_last as m on w.water_source = m.water_source
    )

    select * from items;
