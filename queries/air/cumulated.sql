-- Months 1..n together beside their targets: means from months, percentiles from days alone. One row per pollutant.
-- Nobody set a target for a percentile of some months: its figure is not judged. until: where its days end.
with by_days as (
    select
        pollutant,
        value,
        state
    from air_assessment($as_of::date, 'cumulative', $scope::varchar, $dust::varchar, '2012')
    where is_plan_statistic and statistic <> 'mean' and state in ('computed', 'insufficient')
)

select
    h.pollutant,
    h.latest_month,
    coalesce(half_even(h.cumulative_actual, 2), case when d.state = 'computed' then d.value end) as actual,
    half_even(h.cumulative_target, 2) as target,
    half_even(h.cumulative_baseline, 2) as baseline,
    100 * (half_even(h.cumulative_actual, 2) / half_even(h.cumulative_baseline, 2) - 1) as change,
    case d.state when 'computed' then 'not_judged' when 'insufficient' then 'insufficient' else h.cumulative_state end
        as state,
    case when d.state = 'computed' then 'days' else h.cumulative_way end as way,
    case when d.pollutant is not null then $as_of::date end as until,
    h.decimals,
    h.unit_of_measure
from air_headline($as_of::date, $scope::varchar, $dust::varchar) as h
left join by_days as d on h.pollutant = d.pollutant
order by h.position
