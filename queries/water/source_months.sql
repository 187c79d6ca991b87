-- Every drinking-water source in every month of the year that is over. One row per source and month.
select
    water_source,
    kind,
    level,
    town,
    month,
    state,
    items,
    exceeding_items,
    volume
from water_source_months($as_of::date)
order by position, water_source, month
