-- Actual against target, month by month and for months 1..n together. One row per pollutant and month.
select
    pollutant,
    month,
    month_actual,
    month_target,
    half_even(cumulative_actual, 2) as cumulative_actual,
    half_even(cumulative_target, 2) as cumulative_target,
    half_even(cumulative_baseline, 2) as cumulative_baseline,
    month_baseline,
    state,
    cumulative_state,
    is_target_above_baseline,
    is_flat,
    is_before_issue,
    statistic,
    unit_of_measure,
    source_line,
    source,
    upload_id,
    line,
    file_name,
    is_demo
from air_month_progress($as_of::date, $scope::varchar)
order by position, month
