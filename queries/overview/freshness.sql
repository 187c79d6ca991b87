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
    reach.rows_seen,
    reach.uploaded_at,
    reach.days_behind,
    case
        when reach.latest_period is null then 'none'
        when reach.days_behind <= settings.fresh_days then 'fresh'
        when reach.days_behind <= settings.acceptable_days then 'acceptable'
        when reach.days_behind <= settings.late_days then 'late'
        else 'stale'
    end as badge,
    reach.is_demo
from reach
cross join settings
order by reach.dataset
