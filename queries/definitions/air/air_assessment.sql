-- A period against the target and against class II. One row per pollutant and statistic.
-- Source: HJ 663-2013 for the statistics (air_period_values), the notice for targets (air_period_targets), GB 3095 for
-- class II. 完成目标 and 达到国家二级标准 are two verdicts. The official figure of a month or a year stands where there
-- is one. Values and targets are rounded half to even once (GB/T 8170) and then compared.
-- What may not be judged yet, or lacks its valid days, keeps its value: state insufficient.
create or replace macro air_assessment(as_of, period, for_scope, for_dust, for_edition) as table
    with asked as materialized (
        select
            *,
            for_scope as scope,
            for_edition as edition,
            for_dust as dust
        from air_period(as_of, period)
    ),

    official as (
        select
            f.pollutant,
            f.official_value,
            f.is_dust_removed,
            f.source,
            f.is_demo
        from air_figures as f
        inner join asked as p on f.period = p.official_key and f.scope = p.scope and f.dust = p.dust
        where f.basis = 'official'
    ),

    period_values as (
        select * from air_period_values(as_of, period, for_scope, for_dust)
    ),

    targets as (
        select * from air_period_targets(as_of, period, for_scope)
    ),

    valued as (
        select
            s.pollutant,
            s.position,
            s.statistic,
            s.decimals,
            s.unit_of_measure,
            s.is_plan_statistic,
            case when s.is_mean then v.mean else percentile_of(v.sorted, s.percent) end as exact_value,
            case when s.is_mean then v.is_mean_complete else v.are_days_complete end as is_complete,
            case when s.is_mean then v.way else 'days' end as way,
            v.valid_days,
            o.official_value,
            coalesce(o.is_dust_removed, p.dust = 'adjusted' and v.way is not null) as is_dust_removed,
            coalesce(o.is_demo, v.is_demo) as is_demo,
            o.source,
            case when s.is_plan_statistic then t.target end as target,
            l.limit_value as class_ii
        from air_period_statistics as s
        cross join asked as p
        inner join period_values as v on s.pollutant = v.pollutant
        left join official as o on s.pollutant = o.pollutant and s.is_plan_statistic
        left join targets as t on s.pollutant = t.pollutant
        left join air_class_ii as l
            on
                s.pollutant = l.pollutant
                and s.is_mean = l.is_mean
                and p.edition = l.edition
                and coalesce(p.last_date >= l.valid_from, true)
                and coalesce(p.last_date <= l.valid_to, true)
    ),

    stated as (
        select
            *,
            half_even(exact_value, decimals) as computed_value,
            case
                when official_value is not null then 'official'
                when exact_value is null then 'unreported'
                when is_complete then 'computed'
                else 'insufficient'
            end as state
        from valued
    ),

    rounded as (
        select
            *,
            coalesce(official_value, computed_value) as value,
            state in ('official', 'computed') as is_judged
        from stated
    )

    select
        pollutant,
        position,
        statistic,
        value,
        target,
        case when is_judged then value <= half_even(target, decimals) end as attained_target,
        class_ii,
        case when is_judged then value <= class_ii end as attained_class_ii,
        case when value > class_ii then half_even(value / class_ii - 1, 2) end as exceedance_multiple,
        valid_days,
        state,
        exact_value,
        official_value,
        computed_value - official_value as difference,
        is_plan_statistic,
        is_dust_removed,
        case when exact_value is not null then way end as way,
        unit_of_measure,
        decimals,
        source,
        is_demo
    from rounded;
