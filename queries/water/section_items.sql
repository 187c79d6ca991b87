-- The items measured at a section in the year up to as_of: the latest mean, its class, its trend. One row per item.
-- Source: GB 3838-2002 Table 1 (section_item_classes), multiples over the target class by 5.1, trend by section_trends.
-- Items that are not evaluated (total nitrogen, coliforms, water temperature) are listed after those that are.
with latest as (
    select *
    from section_item_classes
    where
        section = $section::varchar
        and period_end(month) <= $as_of::date
        and month_start(month) > $as_of::date - interval 1 year
    qualify row_number() over (partition by item order by month desc) = 1
)

select
    l.item,
    i.title,
    i.unit_of_measure,
    i.decimals,
    i.is_evaluated,
    l.month,
    l.mean,
    l.value,
    l.class,
    l.class > g.target_class and i.is_evaluated as is_exceeding,
    exceedance_multiple(l.value, l.scale, g.target_class, i.has_multiple and i.is_evaluated) as multiple,
    l.samples,
    l.below_limit,
    t.direction,
    t.slope_per_year,
    t.p_value,
    t.months
from latest as l
inner join water_items as i on l.item = i.item
left join section_goals as g on l.section = g.section
left join section_trends($section::varchar, $as_of::date) as t on l.section = t.section and l.item = t.indicator
order by not i.is_evaluated, l.position
