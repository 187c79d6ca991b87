-- The six classes of surface water with the state they stand for and its colour. One row per class.
-- Source: 环办〔2011〕22号 (water_statuses); the rule names the colours, their values are ours.
select
    step as class,
    status,
    grade,
    colour
from water_statuses
where scope = 'section'
order by step
