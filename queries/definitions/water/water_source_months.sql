-- Each drinking-water source in each month of the year that is over: does it keep to class Ⅲ?
-- One row per source and month.
-- Means of the month's samples against water_source_limits, surface water rounded as GB 3838 is (water_items.decimals);
-- below detection is half the detection limit. A month without any item that has a limit is missing, not attained.
create or replace macro water_source_months(as_of) as table
    with months as (
        select * from months_over(as_of)
    ),

    known as (
        select * from water_source_samples
        where date <= as_of and value is not null
    ),

    means as (
        select
            k.water_source,
            month_of(k.date) as month,
            k.indicator,
            mean_of(k.indicator, if(k.is_below_limit, k.value * w.below_limit_share, k.value)) as mean
        from known as k
        cross join water_settings as w
        group by k.water_source, month_of(k.date), k.indicator
    ),

    judged as (
        select
            m.water_source,
            m.month,
            l.title,
            l.position,
            m.mean,
            l.unit_of_measure,
            if(l.decimals is null, m.mean, water_rounded(m.mean, l.decimals)) as rounded,
            l.lowest,
            l.highest
        from means as m
        inner join water_sources as s on m.water_source = s.water_source
        inner join water_source_limits as l on s.kind = l.kind and m.indicator = l.item
    ),

    found as (
        select
            water_source,
            month,
            count(*) as items,
            coalesce(bool_or(rounded > highest or rounded < lowest), false) as is_exceeding,
            string_agg(title || '（' || printf('%.3g', mean) || '）', '、' order by position) filter (
                where rounded > highest or rounded < lowest
            ) as exceeding_items
        from judged
        group by water_source, month
    )

    select
        s.water_source,
        s.kind,
        s.level,
        s.town,
        s.line as position,
        m.month,
        case
            when f.water_source is null then 'missing'
            when f.is_exceeding then 'exceeding'
            else 'attained'
        end as state,
        coalesce(f.items, 0) as items,
        f.exceeding_items,
        v.volume
    from water_sources as s
    inner join months as m on coalesce(s.closed_on >= m.due_date, true)
    left join found as f on s.water_source = f.water_source and m.month = f.month
    left join water_source_volumes as v on s.water_source = v.water_source and m.month = v.month;
