-- What a drinking-water source must keep to, by its kind. One row per kind of source and item.
-- Source: surface water GB 3838-2002 class Ⅲ of Table 1, but for water temperature, total nitrogen and coliforms, and
-- Table 2 (clause 5.3); groundwater GB/T 14848-2017 class Ⅲ of Table 1 (groundwater_limits).
create or replace table water_source_limits as
with kinds as (
    select unnest(['river', 'lake']) as kind
),

surface as (
    select
        k.kind,
        i.item,
        i.title,
        i.unit_of_measure,
        case i.direction when 'range' then l.lowest when 'at_least' then l.class_3 end as lowest,
        case when i.direction <> 'at_least' then l.class_3 end as highest,
        i.decimals,
        l.clause,
        100 * i.table_number + i.number as position
    from water_items as i
    cross join kinds as k
    inner join water_limits as l on i.item = l.item and l.water_body in ('all', k.kind, 'drinking_source')
    where i.is_evaluated or i.table_number = 2
)

select * from surface
union all
select
    'groundwater' as kind,
    item,
    title,
    unit_of_measure,
    lowest,
    highest,
    null as decimals,
    clause,
    line as position
from groundwater_limits;
