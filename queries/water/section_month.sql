-- The class of each section month by month, official or computed, against its target. One row per section and month.
-- Source: 环办〔2011〕22号, GB 3838-2002 5.1 (section_verdicts). Items are codes of water_items; those that exceed have
-- their multiple over the target class behind them.
select
    v.section,
    v.month,
    v.class,
    v.state,
    v.deciding,
    v.attained,
    v.exceeding,
    v.basis,
    v.computed_class,
    v.computed_deciding,
    v.difference,
    v.target_class,
    v.samples,
    v.source,
    coalesce(u.is_demo, false) as is_demo
from section_verdicts($as_of::date) as v
left join uploads as u on v.upload_id = u.upload_id
order by v.position nulls last, v.section, v.month
