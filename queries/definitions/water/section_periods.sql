-- The class of each section over a period, from the means of its months. One row per section.
-- Source: 环办〔2011〕22号: mean first, single factor afterwards; never the worst or the most frequent of monthly classes. A
-- year needs eight months with results, or there are too few. Of a single month the official class comes first, as in
-- section_verdicts; of longer periods none is published.
create or replace macro section_periods_once(as_of, period) as table
    with spans as (
        select * from air_period(as_of, period)
    ),

    verdicts as (
        select * from section_verdicts(as_of)
    ),

    items as (
        select * from section_period_items(as_of, period)
        where is_evaluated and class is not null
    ),

    states as (
        select
            v.section,
            count(*) filter (where v.class is not null) as months,
            count(*) filter (where v.class is null) as months_without,
            string_agg(distinct v.state, ',' order by v.state) filter (where v.class is null) as states,
            arg_max(v.state, v.month) filter (where v.class is null) as latest_state,
            any_value(v.class) filter (where s.kind = 'month' and v.basis = 'official') as official_class,
            any_value(v.deciding) filter (where s.kind = 'month' and v.basis = 'official') as official_deciding
        from verdicts as v
        cross join spans as s
        where month_start(v.month) >= s.first_date and period_end(v.month) <= s.last_date
        group by v.section
    ),

    judged as (
        select
            section,
            max(class) as class,
            deciding_items(list(item order by position), list(class order by position)) as deciding,
            max(months) as months
        from items
        group by section
    ),

    excesses as (
        select
            i.section,
            i.item,
            i.position,
            exceedance_multiple(i.value, i.scale, g.target_class, i.has_multiple) as multiple
        from items as i
        inner join section_goals as g on i.section = g.section
        where i.class > g.target_class
    ),

    exceeding as (
        select
            section,
            string_agg(item_with_multiple(item, multiple), ',' order by position) as exceeding
        from excesses
        group by section
    ),

    decided as (
        select
            k.section,
            s.states,
            coalesce(s.months_without, 0) as months_without,
            coalesce(j.months, 0) as months,
            case
                when s.official_class is not null then 'monitored'
                when j.class is null and s.months > 0 then 'insufficient'
                when j.class is null then coalesce(s.latest_state, 'unmonitored')
                when p.kind = 'year' and j.months < w.least_months_of_year then 'insufficient'
                else 'monitored'
            end as state,
            coalesce(s.official_class, j.class) as class,
            if(s.official_class is not null, s.official_deciding, j.deciding) as deciding,
            if(s.official_class is not null, 'official', 'computed') as basis
        from section_waters as k
        cross join spans as p
        cross join water_settings as w
        left join states as s on k.section = s.section
        left join judged as j on k.section = j.section
    )

    select
        d.section,
        p.first_date,
        p.last_date,
        d.months,
        d.months_without,
        d.states as excluded,
        d.state,
        case when d.state = 'monitored' then d.class end as class,
        case when d.state = 'monitored' then d.deciding end as deciding,
        g.target_class,
        case when d.state = 'monitored' then d.class <= g.target_class end as attained,
        case when d.state = 'monitored' then e.exceeding end as exceeding,
        d.basis,
        g.position
    from decided as d
    cross join spans as p
    left join section_goals as g on d.section = g.section
    left join exceeding as e on d.section = e.section;
