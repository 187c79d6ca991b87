-- Each month against its target, and months 1..n together against theirs. One row per pollutant and month.
-- Source: annex 1, L121-L132. L110 speaks of 序时进度 without a formula; these are the two readings we declare (T19):
-- the month's figure against the month's target, and the mean of months 1..n (air_month_sums) against that of the
-- targets weighted by days, both rounded alike. Percentiles (O3, CO) of months do not make a percentile of the period,
-- so there the second is not_computable.
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

    asked as (
        select
            for_scope as scope,
            for_dust as dust
    ),

    sums as (
        select
            s.pollutant,
            month_of(s.month_starts) as period,
            sum(s.total) over up_to as total_so_far,
            sum(s.days) over up_to as days_so_far,
            min(s.way) over up_to as first_way,
            max(s.way) over up_to as last_way
        from air_month_sums as s
        inner join asked as q on s.scope = q.scope and s.dust = q.dust
        window up_to as (partition by s.pollutant, year(s.month_starts) order by s.month_starts)
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
            case when p.month = 2 then n.of_february else n.of_month end as days_needed,
            a.is_dust_removed,
            a.source,
            a.upload_id,
            a.line,
            a.file_name,
            a.is_demo,
            count(a.value) over up_to = p.month as is_unbroken,
            bool_or(a.basis = 'insufficient') over up_to as lacks_days,
            s.total_so_far / s.days_so_far as mean_so_far,
            way_of(s.first_way, s.last_way) as way_so_far
        from plan as p
        cross join air_days_needed as n
        left join actuals as a on p.pollutant = a.pollutant and p.period = a.period
        left join sums as s on p.pollutant = s.pollutant and p.period = s.period
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
        case when is_unbroken then mean_so_far end as cumulative_actual,
        case when is_mean then target_sum / days_so_far end as cumulative_target,
        case when is_mean then baseline_sum / days_so_far end as cumulative_baseline,
        case
            when basis = 'insufficient' then 'insufficient'
            when value is not null and not is_month_judged then 'not_judged'
            else target_state(value, month_target)
        end as state,
        case
            when not is_mean then 'not_computable'
            when lacks_days and not is_unbroken then 'insufficient'
            else
                target_state(
                    case when is_unbroken then half_even(mean_so_far, decimals) end,
                    half_even(target_sum / days_so_far, decimals)
                )
        end as cumulative_state,
        case when is_unbroken then way_so_far end as cumulative_way,
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
        days_needed,
        is_dust_removed,
        source,
        upload_id,
        line,
        file_name,
        coalesce(is_demo, false) as is_demo
    from months;
