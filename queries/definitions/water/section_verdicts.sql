-- The class of each section in each month known on a day, against its target. One row per section and month.
-- The official class (section_months) comes first; the one worked out from samples stands beside it, and by how many
-- classes they differ. Without an official month the computed one counts. Attained: as good as the target class or
-- better (T55); unknown while the target class is stated nowhere (T54). Each month is judged by itself, for the notice
-- names no period (T56). Source: 环办〔2011〕22号, GB 3838-2002 5.1.
create or replace macro section_verdicts_once(as_of) as table
    with official as (
        select * from section_months
        where period_end(month) <= as_of
    ),

    computed as (
        select * from section_computed
        where period_end(month) <= as_of
    ),

    both_bases as (
        select
            coalesce(o.section, c.section) as section,
            coalesce(o.month, c.month) as month,
            if(o.section is not null, 'official', 'computed') as basis,
            coalesce(o.state, c.state) as state,
            case
                when o.section is null then c.class
                when o.state = 'monitored' then o.water_class
            end as class,
            case
                when o.section is null then c.deciding
                when o.state = 'monitored' then item_codes(o.deciding_factor, t.codes)
            end as deciding,
            c.class as computed_class,
            c.deciding as computed_deciding,
            c.samples,
            coalesce(o.source, c.source) as source,
            coalesce(o.upload_id, c.upload_id) as upload_id,
            coalesce(o.line, c.line) as line
        from official as o
        full outer join computed as c on o.section = c.section and o.month = c.month
        cross join water_titles as t
    )

    select
        v.section,
        v.month,
        v.basis,
        v.state,
        v.class,
        v.deciding,
        g.target_class,
        v.class <= g.target_class as attained,
        e.exceeding,
        v.computed_class,
        v.computed_deciding,
        case when v.basis = 'official' then v.class - v.computed_class end as difference,
        v.samples,
        g.position,
        v.source,
        v.upload_id,
        v.line
    from both_bases as v
    left join section_goals as g on v.section = g.section
    left join section_exceeding as e on v.section = e.section and v.month = e.month;
