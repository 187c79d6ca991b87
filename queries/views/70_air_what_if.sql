-- The months of the year in a scenario, of one pollutant or all. One row per pollutant and month.
-- actual: a month that is over, its official figure or ours. assumed: the value of the scenario, else the days so far
-- with last year's times the ratio of this year to last, or last year's as they were without a ratio (method tells).
-- Where daily values project nothing (air_days_ahead), last year is annex 1, whose percentiles lead nowhere (T01, T02),
-- and the ratio that of months (air_projection).
create or replace macro air_what_if_months(as_of, for_scope, for_dust, for_pollutant, scenario) as table
    with asked as (
        select
            for_pollutant as pollutant,
            for_scope as scope,
            make_date(year(as_of), 12, 31) as year_end
    ),

    projected_days as (
        select * from air_days_ahead(as_of, for_scope, for_dust, for_pollutant, scenario)
    ),

    months as (
        select
            d.pollutant,
            d.position,
            d.is_mean,
            d.percent,
            d.unit_of_measure,
            d.decimals,
            d.month,
            d.ratio,
            d.last_month,
            d.assumed_value,
            d.reason is null as is_daily,
            month_of(min(d.date)) as period,
            count(*) as days,
            list(d.path order by d.path) filter (where d.path is not null) as sorted
        from projected_days as d
        inner join asked as q on coalesce(d.pollutant = q.pollutant, true)
        group by all
    ),

    actuals as (
        select * from air_actuals(as_of, for_scope, for_dust)
    ),

    projection as (
        select * from air_projection(as_of, for_scope, for_dust)
    ),

    ratios as (
        select
            p.pollutant,
            p.ratio
        from projection as p
        cross join asked as q
        inner join settings as s on q.year_end = s.plan_year_end and p.days_reported >= s.outlook_least_days
    ),

    annex as (
        select
            p.pollutant,
            p.period,
            p.baseline
        from air_plan as p
        inner join asked as q on p.scope = q.scope
        where p.is_mean
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
        coalesce(actual_value, assumed_value, daily_value, last_value * coalesce(chosen_ratio, 1)) as value,
        case
            when actual_value is not null then actual_basis
            when assumed_value is not null then 'scenario'
            when last_value is null then null
            when chosen_ratio is null then 'as_last_year'
            else 'keeps_ratio'
        end as method,
        last_value,
        unit_of_measure,
        decimals,
        is_demo
    from projected;

-- The year in a scenario: annual value, verdict, chance, and the composite index with it. One row per pollutant.
-- The annual value of a mean is that of its twelve months, weighted by days. A percentile needs the days themselves:
-- last year's, scaled so that their month becomes the assumed one. The index takes every other pollutant as it is
-- projected (keeps_ratio, or as_last_year where that is all there is) and is unknown while one of the six is.
create or replace macro air_what_if(as_of, for_scope, for_dust, for_pollutant, scenario) as table
    with asked as (
        select for_pollutant as pollutant
    ),

    ahead as (
        select * from air_year_ahead(as_of, for_scope, for_dust, for_pollutant, scenario)
    ),

    from_months as (
        select
            pollutant,
            case when count(value) = count(*) then sum(value * days) / sum(days) end as annual
        from air_what_if_months(as_of, for_scope, for_dust, for_pollutant, scenario)
        where is_mean
        group by pollutant
    ),

    years as materialized (
        select
            a.*,
            case when m.pollutant is null then a.path else m.annual end as annual
        from ahead as a
        left join from_months as m on a.pollutant = m.pollutant
    ),

    published as (
        select
            any_value(half_even(annual, decimals)) filter (where pollutant = 'so2') as so2,
            any_value(half_even(annual, decimals)) filter (where pollutant = 'no2') as no2,
            any_value(half_even(annual, decimals)) filter (where pollutant = 'pm10') as pm10,
            any_value(half_even(annual, decimals)) filter (where pollutant = 'pm2_5') as pm2_5,
            any_value(half_even(annual, decimals)) filter (where pollutant = 'co') as co,
            any_value(half_even(annual, decimals)) filter (where pollutant = 'o3') as o3
        from years
    )

    select
        y.pollutant,
        y.position,
        y.annual,
        y.annual_target as target,
        half_even(y.annual, y.decimals) <= y.annual_target as attained,
        case when y.annual is not null then projected_state(y.annual, y.annual_target, y.decimals) end as state,
        chance_of(y.drawn, y.annual_target, y.decimals) as chance,
        i.composite_index,
        case
            when y.annual is not null then null
            when y.is_mean then 'insufficient'
            else coalesce(y.reason, 'insufficient')
        end as reason,
        y.basis,
        y.unit_of_measure,
        y.decimals,
        y.is_demo
    from years as y
    inner join asked as q on coalesce(y.pollutant = q.pollutant, true)
    cross join composite_index(
        (select so2 from published),
        (select no2 from published),
        (select pm10 from published),
        (select pm2_5 from published),
        (select co from published),
        (select o3 from published)
    ) as i;
