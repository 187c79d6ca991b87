-- The soil samples of one plot up to a day, each as a multiple of the screening value of its item (GB 36600).
-- One row per sample and item, items in the order of the standard.
select
    title,
    position,
    point,
    depth,
    date,
    value,
    is_below_limit,
    unit_of_measure,
    land_class,
    screening,
    intervention,
    background,
    value / screening as times_screening,
    intervention / screening as intervention_times,
    verdict
from plot_sample_verdicts
where plot_id = $plot::varchar and date <= $as_of::date and value is not null
order by position, date, point, depth
