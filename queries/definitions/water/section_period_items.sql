-- The mean, the class and the excess of each item at a section over a period. One row per section and item.
-- Source: 环办〔2011〕22号: the mean of the months, then the class. Periods are those of air_period; only months that are
-- over by the end of it count. `months` is of the item, for some are measured less often than others.
create or replace macro section_period_items_once(as_of, period) as table
    with spans as (
        select * from air_period(as_of, period)
    ),

    months as (
        select
            i.section,
            i.month,
            i.indicator,
            i.mean
        from section_items as i
        cross join spans as p
        where i.mean is not null and month_start(i.month) >= p.first_date and period_end(i.month) <= p.last_date
    ),

    means as (
        select
            section,
            indicator,
            mean_of(indicator, mean) as mean,
            count(*) as months
        from months
        group by section, indicator
    ),

    temperatures as (
        select
            section,
            mean as temperature
        from means
        where indicator = 'water_temperature'
    )

    select
        m.section,
        m.indicator as item,
        c.position,
        c.is_evaluated,
        c.has_multiple,
        c.comes_first,
        c.scale,
        m.months,
        m.mean,
        water_rounded(m.mean, c.decimals) as value,
        class_of_mean(m.mean, c.decimals, c.scale, t.temperature, w.saturation) as class
    from means as m
    cross join water_settings as w
    inner join section_waters as s on m.section = s.section
    inner join water_scales as c on m.indicator = c.item and s.water_body = c.water_body
    left join temperatures as t on m.section = t.section;
