-- How far each reported dataset reaches and how old that is on a day. One row per reported dataset.
-- A month counts as reaching its last day. Source of the limits: rules fresh_days, acceptable_days, late_days.
with reach as (
    select
        *,
        case when reached_on > $as_of::date then 0 else $as_of::date - reached_on end as days_behind
    from dataset_reach($as_of::date)
)

select
    reach.dataset,
    reach.latest_period,
    reach.uploaded_at,
    reach.days_behind,
    freshness(reach.reached_on, $as_of::date) as badge,
    reach.is_demo
from reach
order by reach.dataset
