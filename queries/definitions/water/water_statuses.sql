-- The state of water that a class, or shares of classes, stand for, with its grade from 1, the best. One row per rule.
-- Source: water_status_rules (环办〔2011〕22号). Ⅰ and Ⅱ are both 优 and so one grade: a change between them is none.
create or replace table water_statuses as
with firsts as (
    select
        *,
        min(step) over (partition by scope, status) as first_step
    from water_status_rules
)

select
    scope,
    step,
    status,
    dense_rank() over (partition by scope order by first_step) as grade,
    colour,
    good_from,
    good_below,
    worse_from,
    worse_below
from firsts;
