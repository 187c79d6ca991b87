-- The days of air_days_ahead in a scenario, of one pollutant or all. One row per pollutant and day.
-- path is the measured day and ahead last year's times factor: the ratio of this year to last (1 without one), but
-- where the scenario names a month for for_pollutant what makes last year's month the assumed one.
create or replace macro air_days_in_scenario(as_of, for_scope, for_dust, for_pollutant, scenario) as table
    with days as (
        select
            *,
            for_pollutant as asked_pollutant
        from air_days_ahead(as_of, for_scope, for_dust)
        where coalesce(pollutant = for_pollutant, true)
    ),

    assumed as (
        select * from air_scenario(scenario)
    ),

    scaled as (
        select
            d.pollutant,
            d.position,
            d.is_mean,
            d.percent,
            d.unit_of_measure,
            d.decimals,
            d.date,
            d.month,
            d.days_ahead,
            d.value,
            d.last_value,
            d.last_ahead,
            d.ratio,
            d.last_month,
            d.reason,
            case when a.month is null then coalesce(d.ratio, 1) else a.assumed_value / d.last_month end as factor
        from days as d
        left join assumed as a on d.month = a.month and d.asked_pollutant is not null
    )

    select
        pollutant,
        position,
        is_mean,
        percent,
        unit_of_measure,
        decimals,
        date,
        month,
        days_ahead,
        value,
        last_value,
        ratio,
        last_month,
        reason,
        factor,
        coalesce(value, last_ahead * factor) as path
    from scaled;
