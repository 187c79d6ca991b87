-- The items of a month that are worse than the target class, with multiples over it. One row per section and month.
-- Source: GB 3838-2002 5.1, attainment, exceeding items and their multiples relative to the target class.
-- Listed as item_with_multiple has it, in the order of the table.
create or replace table section_exceeding as
with multiples as (
    select
        i.section,
        i.month,
        i.item,
        i.position,
        exceedance_multiple(i.value, i.scale, g.target_class, i.has_multiple) as multiple
    from section_item_classes as i
    inner join section_goals as g on i.section = g.section
    where i.is_evaluated and i.class > g.target_class
)

select
    section,
    month,
    string_agg(item_with_multiple(item, multiple), ',' order by position) as exceeding
from multiples
group by section, month;
