-- Every judged sample of outfalls as a multiple of its limit. One row per outfall, day and indicator.
-- 1 is the highest limit; below detection is half the detection limit.
select
    outfall,
    date,
    indicator,
    title,
    value,
    is_below_limit,
    unit_of_measure,
    highest,
    times_limit,
    verdict
from outfall_readings($as_of::date)
where highest > 0 and verdict <> 'no_limit'
order by outfall, position, date
