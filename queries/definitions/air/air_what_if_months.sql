-- The months of air_months_ahead in a scenario, of one pollutant or all. One row per pollutant and month.
-- A month ahead that the scenario names for for_pollutant has the assumed value.
create or replace macro air_what_if_months(as_of, for_scope, for_dust, for_pollutant, scenario) as table
    with months as (
        select
            *,
            for_pollutant is not null and kind = 'assumed' as is_open
        from air_months_ahead(as_of, for_scope, for_dust)
        where coalesce(pollutant = for_pollutant, true)
    ),

    assumed as (
        select * from air_scenario(scenario)
    )

    select
        m.pollutant,
        m.position,
        m.is_mean,
        m.month,
        m.days,
        m.kind,
        coalesce(a.assumed_value, m.value) as value,
        case when a.month is null then m.method else 'scenario' end as method,
        m.last_value,
        m.unit_of_measure,
        m.decimals,
        m.is_demo
    from months as m
    left join assumed as a on m.month = a.month and m.is_open;
