-- Every exceedance of an outfall, open ones first, with what closed it. One row per outfall, item and exceedance.
select
    outfall,
    indicator,
    title,
    unit_of_measure,
    lowest,
    highest,
    document,
    opened_on,
    opening_value,
    half_even(highest_multiple, 2) as highest_multiple,
    exceeding_samples,
    steps,
    latest_step,
    due_date,
    closed_on,
    closing_value,
    days,
    state
from outfall_chains($as_of::date)
order by closed_on is not null, opened_on, outfall, indicator
