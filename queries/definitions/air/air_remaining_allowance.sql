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
