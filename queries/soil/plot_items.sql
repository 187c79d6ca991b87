-- What was found in the soil of one plot up to a day: the highest value of each item, its limits and what follows,
-- worst first. One row per item.
select
    item,
    title,
    unit_of_measure,
    land_class,
    point,
    depth,
    date,
    value,
    is_below_limit,
    screening,
    intervention,
    background,
    samples,
    detected,
    exceeding,
    verdict
from plot_items($as_of::date)
where plot_id = $plot::varchar
order by list_position(['intervene', 'survey'], verdict) nulls last, value / screening desc, position asc
