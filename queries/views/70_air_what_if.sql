-- The months of the year as they go on. One row per pollutant and month.
-- actual: a month that is over, its official figure or ours. assumed: the days so far with last year's times the ratio
-- of this year to last, or last year's as they were without a ratio (method tells).
-- Where daily values project nothing (air_days_ahead), last year is annex 1, whose percentiles lead nowhere (T01, T02),
-- and the ratio that of months (air_projection).
create or replace macro air_months_ahead_once(as_of, for_scope, for_dust) as table
    with asked as (
        select
            for_scope as scope,
            make_date(year(as_of), 12, 31) as year_end
    ),

    months as (
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

-- The same in a scenario, of one pollutant or all. One row per pollutant and month.
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

-- The year in a scenario: annual value, verdict, chance, and the composite index with it. One row per pollutant.
-- The annual value of a mean is that of its twelve months, weighted by days. A percentile needs the days themselves:
-- last year's, scaled so that their month becomes the assumed one. The index takes every other pollutant as it is
-- projected (keeps_ratio, or as_last_year where that is all there is) and is unknown while one of the six is.
create or replace macro air_what_if(as_of, for_scope, for_dust, for_pollutant, scenario) as table
    with ahead as (
        select
            *,
            coalesce(pollutant = for_pollutant, true) as is_asked
        from air_year_ahead(as_of, for_scope, for_dust)
    ),

    months as (
        select
            pollutant,
            is_mean,
            value,
            days
        from air_what_if_months(as_of, for_scope, for_dust, for_pollutant, scenario)
        union all
        select
            pollutant,
            is_mean,
            value,
            days
        from air_months_ahead(as_of, for_scope, for_dust)
        where pollutant <> for_pollutant
    ),

    from_months as (
        select
            pollutant,
            sum(value * days) / sum(days) as annual
        from months
        where is_mean
        group by pollutant
        having count(value) = count(*)
    ),

    from_days as (
        select
            pollutant,
            plan_statistic_of(
                list(path order by path) filter (where path is not null), any_value(is_mean), any_value(percent)
            ) as annual
        from air_days_in_scenario(as_of, for_scope, for_dust, for_pollutant, scenario)
        where not is_mean and reason is null
        group by pollutant
        having bool_and(factor is not null)
    ),

    drawn_years as (
        select * from air_drawn_years(as_of, for_scope, for_dust, for_pollutant, scenario)
    ),

    years as materialized (
        select
            a.*,
            case
                when a.is_mean then m.annual
                when a.is_asked then d.annual
                else coalesce(a.keeps_ratio, a.as_last_year)
            end as annual
        from ahead as a
        left join from_months as m on a.pollutant = m.pollutant
        left join from_days as d on a.pollutant = d.pollutant
    ),

    published as (
        select list(struct_pack(pollutant := pollutant, value := half_even(annual, decimals))) as concentrations
        from years
    )

    select
        y.pollutant,
        y.position,
        y.annual,
        y.annual_target as target,
        half_even(y.annual, y.decimals) <= y.annual_target as attained,
        case when y.annual is not null then projected_state(y.annual, y.annual_target, y.decimals) end as state,
        chance_of(moved_by(d.drawn, y.above_days), y.annual_target, y.decimals) as chance,
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
    left join drawn_years as d on y.pollutant = d.pollutant
    cross join composite_index((select concentrations from published)) as i
    where y.is_asked;
