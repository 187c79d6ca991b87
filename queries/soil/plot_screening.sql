-- Each item found in the soil of a plot up to a day against the limits of its planned use (GB 36600): the highest
-- value, in mg/kg, and what follows: below, survey (a detailed one: not yet polluted) or intervene. One row per plot
-- and item.
select
    plot_id as plot,
    item,
    value,
    screening,
    intervention,
    verdict
from plot_items($as_of::date)
order by plot_id, position
