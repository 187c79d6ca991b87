-- Annex 1 as printed, month 0 being the year, and which months are over on as_of. One row per month and pollutant.
select
    month,
    pollutant,
    baseline,
    target,
    is_target_above_baseline,
    source_line,
    is_flat,
    is_before_issue,
    coalesce(last_date <= $as_of::date, false) as is_over
from air_plan
order by month, position
