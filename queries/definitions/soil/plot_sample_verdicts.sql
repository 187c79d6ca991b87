-- Every soil sample of a plot against the limits of its planned use. One row per sample and item.
-- Source: GB 36600-2018 (soil_verdict); an unclear use takes class 1. A result below a detection limit that lies above
-- the screening value, or is not written, says nothing: its verdict is unknown. An empty cell is no result.
create or replace table plot_sample_verdicts as
select
    s.plot_id,
    s.point,
    s.depth,
    s.date,
    s.item,
    l.title,
    l.position,
    l.unit_of_measure,
    s.value,
    coalesce(s.is_below_limit, false) as is_below_limit,
    l.land_class,
    l.screening,
    l.intervention,
    l.background,
    case
        when coalesce(s.is_below_limit, false) and s.value > l.screening then null
        else soil_verdict(s.value, l.screening, l.intervention, l.background)
    end as verdict
from plot_samples as s
inner join plots as p on s.plot_id = p.plot_id
left join land_classes as u on p.planned_use = u.code
inner join soil_item_limits as l on s.item = l.item and l.land_class = coalesce(u.land_class, 1)
where s.value is not null or s.is_below_limit;
