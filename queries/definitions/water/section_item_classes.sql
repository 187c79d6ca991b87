-- The class of each item of GB 3838 at a section in a month, from its mean. One row per section, month and item.
-- Source: 环办〔2011〕22号, mean first and class afterwards; total nitrogen and faecal coliforms have a class that does not
-- count (is_evaluated), where they have limits at all.
create or replace table section_item_classes as
with temperatures as (
    select
        section,
        month,
        mean as temperature
    from section_items
    where indicator = 'water_temperature'
)

select
    i.section,
    i.month,
    i.indicator as item,
    c.position,
    c.is_evaluated,
    c.has_multiple,
    c.comes_first,
    c.scale,
    i.mean,
    water_rounded(i.mean, c.decimals) as value,
    class_of_mean(i.mean, c.decimals, c.scale, t.temperature, w.saturation) as class,
    i.samples,
    i.below_limit
from section_items as i
cross join water_settings as w
inner join section_waters as s on i.section = s.section
inner join water_scales as c on i.indicator = c.item and s.water_body = c.water_body
left join temperatures as t on i.section = t.section and i.month = t.month
where i.mean is not null;
