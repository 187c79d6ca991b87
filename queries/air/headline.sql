-- The six pollutants as cards: latest month, months 1..n, and the year's run of actuals. One row per pollutant.
select
    pollutant,
    latest_month,
    month_actual,
    month_target,
    month_baseline,
    state,
    half_even(cumulative_actual, 2) as cumulative_actual,
    half_even(cumulative_target, 2) as cumulative_target,
    half_even(cumulative_baseline, 2) as cumulative_baseline,
    cumulative_state,
    cumulative_way,
    actuals,
    targets,
    baselines,
    months_reported,
    annual_target,
    annex_target,
    class_ii_limit,
    statistic,
    unit_of_measure,
    decimals,
    force,
    text_line,
    questions,
    is_demo
from air_headline($as_of::date, $scope::varchar, $dust::varchar)
order by position
