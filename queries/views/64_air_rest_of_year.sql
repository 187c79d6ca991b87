-- What months 1..n leave for the rest of the year, as sums of concentration times days. One row per pollutant.
-- n is the last month of an unbroken run of actuals from January; a gap ends the run, since unknown is not zero.
create or replace macro air_rest_of_year(as_of, for_scope, for_dust) as table
    with months as (
        select
            *,
            month_exact::decimal(9, 3) * days as actual_days,
            month_target::decimal(9, 3) * days as target_days,
            month_baseline::decimal(9, 3) * days as baseline_days
        from air_month_progress(as_of, for_scope, for_dust)
    ),

    goals as (
        select * from air_scope_goals(for_scope)
    )

    select
        g.pollutant,
        g.position,
        g.is_mean,
        g.decimals,
        g.unit_of_measure,
        g.scope_target::decimal(9, 3) as annual_target,
        count(*) filter (where m.is_unbroken) as months_reported,
        count(*) filter (where m.is_unbroken and m.basis = 'official') as months_official,
        sum(m.days) as year_days,
        sum(m.days) filter (where not m.is_unbroken) as rest_days,
        coalesce(sum(m.actual_days) filter (where m.is_unbroken), 0) as actual_sum,
        sum(m.baseline_days) filter (where m.is_unbroken) as baseline_sum,
        sum(m.target_days) filter (where not m.is_unbroken) as target_rest_sum,
        sum(m.baseline_days) filter (where not m.is_unbroken) as baseline_rest_sum,
        coalesce(bool_or(m.is_demo) filter (where m.is_unbroken), false) as is_demo
    from months as m
    inner join goals as g on m.pollutant = g.pollutant
    group by all;

-- The highest mean the remaining days may have (目标倒逼), beside those of plan and 2022. One row per pollutant.
-- Source: annual targets of L32-L34; GB/T 8170. Two readings of "meets the target" (T07):
-- exact, the annual mean is at most the target; rounded, it rounds half to even to the target, so it may reach the
-- target and half a unit. An even target still holds at that bound, an odd one does not (is_bound_exclusive).
-- reason says why there is no figure: not_computable (percentiles cannot be made from months), not_judged (no target in
-- this scope), year_over (no day remains).
create or replace macro air_remaining_allowance(as_of, for_scope, for_dust) as table
    with reasons as (
        select
            *,
            case
                when not is_mean then 'not_computable'
                when annual_target is null then 'not_judged'
                when rest_days is null then 'year_over'
            end as reason,
            (0.5 / power(10, decimals))::decimal(9, 3) as half_unit
        from air_rest_of_year(as_of, for_scope, for_dust)
    )

    select
        pollutant,
        position,
        case when reason is null then (annual_target * year_days - actual_sum) / rest_days end as allowed_exact,
        case
            when reason is null then ((annual_target + half_unit) * year_days - actual_sum) / rest_days
        end as allowed_rounded,
        case when reason is null then target_rest_sum / rest_days end as planned_rest,
        case when reason is null then baseline_rest_sum / rest_days end as baseline_rest,
        months_reported,
        coalesce(rest_days, 0)::integer as rest_days,
        annual_target::double as annual_target,
        case when reason is null then (annual_target / half_unit / 2)::integer % 2 = 1 end as is_bound_exclusive,
        unit_of_measure,
        decimals,
        reason
    from reasons;

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
