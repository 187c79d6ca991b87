-- Whether each item rises or falls over the years, by the same months of each year. One row per section and item.
-- Source: seasonal Kendall test with Sen's slope (section_trends); from 24 monthly means on, at 5 % two-sided.
select
    t.indicator,
    t.direction,
    t.slope_per_year,
    t.p_value,
    t.months,
    t.section
from section_trends($section::varchar, $as_of::date) as t
left join section_goals as g on t.section = g.section
left join water_items as i on t.indicator = i.item
order by g.position nulls last, t.section, i.number nulls last, t.indicator
