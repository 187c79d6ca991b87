-- Where the year ends if the rest of it goes by a named method (OV-06): two figures, never one. One row per pollutant.
-- as_baseline: the remaining months are as in 2022. keeps_ratio: they stand to 2022 as months 1..n did.
create or replace macro air_projection(as_of, for_scope, for_dust) as table
    with years as (
        select
            *,
            (actual_sum + coalesce(baseline_rest_sum, 0)) / year_days as as_baseline,
            (actual_sum + coalesce(baseline_rest_sum, 0) * actual_sum / baseline_sum) / year_days as keeps_ratio,
            actual_sum / baseline_sum as ratio,
            year_days - coalesce(rest_days, 0) as days_reported
        from air_rest_of_year(as_of, for_scope, for_dust)
        where is_mean and annual_target is not null
    )

    select
        pollutant,
        position,
        as_baseline,
        keeps_ratio,
        target_state(as_baseline, annual_target) as as_baseline_state,
        target_state(half_even(as_baseline, decimals), annual_target) as as_baseline_rounded_state,
        target_state(keeps_ratio, annual_target) as keeps_ratio_state,
        target_state(half_even(keeps_ratio, decimals), annual_target) as keeps_ratio_rounded_state,
        annual_target::double as annual_target,
        ratio,
        months_reported,
        months_official,
        days_reported,
        actual_sum,
        unit_of_measure,
        is_demo
    from years;
