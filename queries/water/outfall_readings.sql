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
    case when is_below_limit then value / 2 else value end / nullif(highest, 0) as times_limit,
    verdict
from outfall_readings($as_of::date)
where highest > 0 and verdict <> 'no_limit'
order by outfall, position, date
