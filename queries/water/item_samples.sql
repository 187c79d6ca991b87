-- What was found of one item at a section in the days from..to, sample by sample. One row per time.
-- fetches: water_samples where section = $section and time >= $from and time <= $to + 1
select
    time,
    value,
    coalesce(is_below_limit, false) as is_below_limit,
    kind,
    source
from water_samples
where
    section = $section::varchar
    and indicator = $indicator::varchar
    and time >= $from::date
    and time < $to::date + 1
    and value is not null
order by time
