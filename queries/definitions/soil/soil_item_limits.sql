-- Both limits of every item for both classes of land, with the local background where that counts. One row per item
-- and class. Source: GB 36600-2018 tables 1 and 2 (soil_limits), note 1 (soil_backgrounds).
create or replace table soil_item_limits as
select
    i.item,
    i.title,
    i.table_number,
    i.number,
    i.table_number * 100 + i.number as position,
    i.item_group,
    i.unit_of_measure,
    l.land_class,
    l.screening,
    l.intervention,
    l.clause,
    case when i.has_background then b.background end as background
from soil_items as i
inner join soil_limits as l on i.item = l.item
left join soil_backgrounds as b on i.item = b.item;
