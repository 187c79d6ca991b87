-- Every outfall in every month of the year that is over, as it was found. One row per outfall and month.
select
    outfall,
    river,
    month,
    state,
    samples,
    exceeding_items
from outfall_months($as_of::date)
order by position, outfall, month
