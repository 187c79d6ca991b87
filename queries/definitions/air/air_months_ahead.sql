-- The months of the year as they go on. One row per pollutant and month.
-- actual: a month that is over, its official figure or ours. assumed: the days so far with last year's times the ratio
-- of this year to last, or last year's as they were without a ratio (method tells).
-- Where daily values project nothing (air_days_ahead), last year is annex 1, whose percentiles lead nowhere (T01, T02),
-- and the ratio that of months (air_months_projected).
create or replace macro air_months_ahead_once(as_of, for_scope, for_dust) as table
    with months as (
        select
            pollutant,
            position,
            is_mean,
            percent,
            unit_of_measure,
            decimals,
            month,
            ratio,
            last_month,
            reason is null as is_daily,
            month_of(min(date)) as period,
            count(*) as days,
            list(path order by path) filter (where path is not null) as sorted
        from air_days_in_scenario(as_of, for_scope, for_dust, null, null)
        group by all
    ),

    actuals as (
        select * from air_actuals(as_of, for_scope, for_dust)
    ),

    ratios as (
        select * from air_months_projected(as_of, for_scope, for_dust)
    ),

    annex as (
        select
            pollutant,
            period,
            baseline
        from air_plan
        where is_mean and scope = for_scope
    ),

    projected as (
        select
            m.*,
            a.exact_value as actual_value,
            a.basis as actual_basis,
            case when m.is_daily then coalesce(m.last_month, x.baseline) else x.baseline end as last_value,
            case when m.is_daily then m.ratio else r.ratio end as chosen_ratio,
            case
                when m.is_daily and m.last_month is not null then plan_statistic_of(m.sorted, m.is_mean, m.percent)
            end as daily_value,
            coalesce(a.is_demo, false) as is_demo
        from months as m
        left join actuals as a on m.pollutant = a.pollutant and m.period = a.period
        left join annex as x on m.pollutant = x.pollutant and m.period = x.period
        left join ratios as r on m.pollutant = r.pollutant
    )

    select
        pollutant,
        position,
        is_mean,
        month,
        days,
        case when actual_value is null then 'assumed' else 'actual' end as kind,
        coalesce(actual_value, daily_value, last_value * coalesce(chosen_ratio, 1)) as value,
        case
            when actual_value is not null then actual_basis
            when last_value is null then null
            when chosen_ratio is null then 'as_last_year'
            else 'keeps_ratio'
        end as method,
        last_value,
        unit_of_measure,
        decimals,
        is_demo
    from projected;
