-- The mean of each item over the registered sections in a month, with its class. One row per month and item.
-- Source: 环办〔2011〕22号: with fewer than five sections every item is averaged over them and the worst decides. Limits are
-- those of lakes where every section lies in one, else those of rivers.
create or replace table district_items as
with measured as (
    select
        i.month,
        i.indicator,
        i.mean,
        s.water_body
    from section_items as i
    inner join section_waters as s on i.section = s.section
    where s.is_registered and i.mean is not null
),

means as (
    select
        month,
        indicator,
        mean_of(indicator, mean) as mean,
        if(bool_and(water_body = 'lake'), 'lake', 'river') as water_body
    from measured
    group by month, indicator
),

temperatures as (
    select
        month,
        mean as temperature
    from means
    where indicator = 'water_temperature'
)

select
    m.month,
    m.indicator as item,
    c.position,
    m.mean,
    class_of_mean(m.mean, c.decimals, c.scale, t.temperature, w.saturation) as class
from means as m
cross join water_settings as w
inner join water_scales as c on m.indicator = c.item and m.water_body = c.water_body and c.is_evaluated
left join temperatures as t on m.month = t.month;
