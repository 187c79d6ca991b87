-- Class II: the annual limit for a mean, that of the day for a percentile. One row per edition, phase and statistic.
-- Source: GB 3095-2012, GB 3095-2026 (air_limits). An edition applied to earlier years is a what-if on its first phase.
create or replace table air_class_ii as
select
    edition,
    pollutant,
    averaging = 'annual' as is_mean,
    limit_value,
    case when effective_from > min(effective_from) over (partition by edition) then effective_from end as valid_from,
    case when effective_from < max(effective_from) over (partition by edition) then effective_to end as valid_to
from air_limits
where area_class = 2 and (averaging in ('annual', '24h') or (pollutant = 'o3' and averaging = '8h'));
