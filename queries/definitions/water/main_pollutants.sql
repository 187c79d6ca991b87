-- The main pollutants of each section over a period, at most three. One row per section and item.
-- Source: 环办〔2011〕22号: none where the class is Ⅰ to Ⅲ; else items beyond Ⅲ: cyanide, lead, chromium and other heavy
-- metals first, then the worse class, then the larger multiple over the limit of Ⅲ; items without a multiple come
-- after those of their class that have one.
create or replace macro main_pollutants(as_of, period) as table
    with items as (
        select * from section_period_items(as_of, period)
    ),

    judged as (
        select
            section,
            class
        from section_periods(as_of, period)
        where state = 'monitored'
    ),

    beyond as (
        select
            i.section,
            i.item,
            i.position,
            i.comes_first,
            i.value,
            i.class,
            exceedance_multiple(i.value, i.scale, w.class_of_main_pollutants, i.has_multiple) as multiple,
            w.main_pollutants as most
        from items as i
        cross join water_settings as w
        inner join judged as p on i.section = p.section
        where
            i.is_evaluated
            and i.class > w.class_of_main_pollutants
            and p.class > w.class_of_main_pollutants
    ),

    ranked as (
        select
            *,
            row_number() over (
                partition by section order by comes_first desc, class desc, multiple desc nulls last, position asc
            ) as place
        from beyond
    )

    select
        section,
        place,
        item,
        value,
        class,
        multiple
    from ranked
    where place <= most;
