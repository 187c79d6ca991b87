-- The daily flows of the year so far, with what ecology needs. One row per section and day.
select
    section,
    date,
    flow,
    required_flow,
    is_met
from flow_days($as_of::date)
order by section, date
