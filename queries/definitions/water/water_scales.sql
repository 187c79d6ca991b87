-- The limits that an item is classed by, in a river and in a lake. One row per item of GB 3838-2002 Table 1 and water.
-- Source: water_items, water_limits. Without limits (water temperature, total nitrogen of a river) there is no class.
create or replace table water_scales as
with waters as (
    select unnest(['river', 'lake']) as water_body
)

select
    i.item,
    w.water_body,
    i.number as position,
    i.is_evaluated,
    i.has_multiple,
    i.comes_first,
    i.decimals,
    struct_pack(
        direction := i.direction,
        lowest := l.lowest,
        limits := case
            when l.item is not null then [l.class_1, l.class_2, l.class_3, l.class_4, l.class_5]
        end
    ) as scale
from water_items as i
cross join waters as w
left join water_limits as l on i.item = l.item and l.water_body in ('all', w.water_body)
where i.table_number = 1;
