-- Where each section stands: the state of its latest reported month. One row per section.
-- After a dry or unsampled month the last class that was measured stands beside it, with its month.
create or replace macro section_status(as_of) as table
    with summed as (
        select
            section,
            max(month) as latest_month,
            arg_max(state, month) as state,
            arg_max_null(water_class, month) as water_class,
            arg_max_null(deciding_factor, month) as deciding_factor,
            max(month) filter (where water_class is not null) as class_month,
            arg_max(water_class, month) as last_class,
            count(*) filter (where state in ('met', 'missed')) as months_judged,
            count(*) filter (where state = 'met') as months_met,
            bool_or(is_demo) as is_demo
        from section_reports(as_of)
        group by section
    )

    select
        g.section,
        g.position,
        g.level,
        g.text_reading,
        g.annex_reading,
        g.target_class,
        g.lon,
        g.lat,
        g.crs,
        g.note,
        g.source_line,
        coalesce(s.state, 'unmonitored') as state,
        s.latest_month,
        s.water_class,
        s.deciding_factor,
        s.class_month,
        s.last_class,
        coalesce(s.months_judged, 0) as months_judged,
        coalesce(s.months_met, 0) as months_met,
        coalesce(s.is_demo, false) as is_demo
    from section_goals as g
    left join summed as s on g.section = s.section;
