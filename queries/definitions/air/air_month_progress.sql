-- Each month against its target, and months 1..n together against theirs. One row per pollutant and month.
-- Source: annex 1, L121-L132. L110 speaks of 序时进度 without a formula; these are the two readings we declare (T19):
-- the month's figure against the month's target, and means of months 1..n weighted by days. Percentiles (O3, CO) of
-- months do not make a percentile of the period, so there the second is not_computable.
-- Annex 1 holds for the district with its township stations: another scope has actuals, but no target and no verdict.
create or replace macro air_month_progress_once(as_of, for_scope, for_dust) as table
    with plan as (
        select
            *,
            case when scope = for_scope then target end as month_target,
            case when scope = for_scope then baseline end as month_baseline,
            case when scope = for_scope then target_so_far end as target_sum,
            case when scope = for_scope then baseline_so_far end as baseline_sum
        from air_plan
        where month > 0
    ),

    actuals as (
        select * from air_actuals(as_of, for_scope, for_dust)
    ),

    months as (
        select
            p.*,
            a.value,
            a.exact_value,
            a.basis,
            a.official_value,
            a.computed_value,
            a.valid_days,
            a.is_dust_removed,
            a.source,
            a.upload_id,
            a.line,
            a.file_name,
            a.is_demo,
            count(a.value) over up_to = p.month as is_unbroken,
            sum(a.exact_value::decimal(9, 3) * p.days) over up_to as actual_sum
        from plan as p
        left join actuals as a on p.pollutant = a.pollutant and p.period = a.period
        window up_to as (partition by p.pollutant order by p.month)
    )

    select
        pollutant,
        position,
        month,
        days,
        value as month_actual,
        exact_value as month_exact,
        month_target,
        month_baseline,
        case when is_mean and is_unbroken then actual_sum / days_so_far end as cumulative_actual,
        case when is_mean then target_sum / days_so_far end as cumulative_target,
        case when is_mean then baseline_sum / days_so_far end as cumulative_baseline,
        case
            when basis = 'insufficient' then 'insufficient'
            when value is not null and not is_month_judged then 'not_judged'
            else target_state(value, month_target)
        end as state,
        case
            when not is_mean then 'not_computable'
            else target_state(case when is_unbroken then actual_sum end, target_sum)
        end as cumulative_state,
        is_target_above_baseline and month_target is not null as is_target_above_baseline,
        is_flat and month_target is not null as is_flat,
        is_before_issue,
        is_unbroken,
        statistic,
        unit_of_measure,
        source_line,
        basis,
        official_value,
        computed_value,
        valid_days,
        is_dust_removed,
        source,
        upload_id,
        line,
        file_name,
        coalesce(is_demo, false) as is_demo
    from months;
