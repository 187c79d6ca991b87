-- The state of the district's water in each month known on a day. One row per month with a judged section.
-- Source: 环办〔2011〕22号: fewer than five judged sections, the class of items averaged over them; five or more, the shares
-- of sections that are Ⅰ to Ⅲ and worse than Ⅴ, and no class (water_status_rules). Official classes come first in the
-- shares; the averages are of samples, and unknown without them.
create or replace macro district_months(as_of) as table
    with verdicts as (
        select * from section_verdicts(as_of)
    ),

    counted as (
        select
            v.month,
            count(*) as sections,
            string_agg(v.section, '、' order by v.section) as named,
            count(*) filter (where v.class <= 3) as good,
            count(*) filter (where v.class > 5) as worse
        from verdicts as v
        inner join section_waters as s on v.section = s.section
        where s.is_registered and v.class is not null
        group by v.month
    ),

    averaged as (
        select
            month,
            max(class) as class,
            deciding_items(list(item order by position), list(class order by position)) as deciding
        from district_items
        where class is not null
        group by month
    ),

    based as (
        select
            c.month,
            c.sections,
            c.named,
            100 * c.good / c.sections as good_share,
            100 * c.worse / c.sections as worse_share,
            if(c.sections < w.least_sections_for_shares, 'section', 'river') as scope,
            case when c.sections < w.least_sections_for_shares then a.class end as class,
            case when c.sections < w.least_sections_for_shares then a.deciding end as deciding
        from counted as c
        cross join water_settings as w
        left join averaged as a on c.month = a.month
    )

    select
        b.month,
        b.sections,
        b.named,
        b.good_share,
        b.worse_share,
        b.scope,
        b.class,
        b.deciding,
        r.status,
        r.grade
    from based as b
    left join water_statuses as r
        on
            b.scope = r.scope
            and case
                when b.scope = 'section' then b.class = r.step
                else
                    b.good_share >= coalesce(r.good_from, 0)
                    and b.good_share < coalesce(r.good_below, 101)
                    and b.worse_share >= coalesce(r.worse_from, 0)
                    and b.worse_share < coalesce(r.worse_below, 101)
            end;
