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
