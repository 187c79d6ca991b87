-- The main pollutants of each section over a period, with multiples over class Ⅲ. One row per section and item.
-- Source: 环办〔2011〕22号 (main_pollutants). `label` is how bulletins print them, such as 氨氮(1.3): one decimal, and no
-- multiple for pH and dissolved oxygen; one that would be 0.0 keeps two decimals.
select
    p.section,
    p.place,
    p.item,
    p.value,
    p.class,
    p.multiple,
    i.title || case
        when p.multiple is null then ''
        when half_even(p.multiple, 1) = 0 then format('({:.2f})', p.multiple)
        else format('({:.1f})', half_even(p.multiple, 1))
    end as label
from main_pollutants($as_of::date, $period::varchar) as p
inner join water_items as i on p.item = i.item
left join section_goals as g on p.section = g.section
order by g.position nulls last, p.section, p.place
