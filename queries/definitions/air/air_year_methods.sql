-- Where the year ends by the two methods that draw nothing, in the statistic the plan assesses. One row per pollutant.
-- basis daily: from daily values. monthly: means from months (air_months_projected); months make no percentile. Months
-- come first where official ones are among them and they reach as far as the days: an official figure stands before
-- ours. They are then above_days higher than the days are.
create or replace macro air_year_methods_once(as_of, for_scope, for_dust) as table
    with asked as (
        select
            for_scope as scope,
            make_date(year(as_of), 12, 31) as year_end
    ),

    years as (
        select
            pollutant,
            position,
            is_mean,
            percent,
            unit_of_measure,
            decimals,
            ratio,
            reason,
            valid_days,
            is_demo,
            list(as_last_year order by as_last_year) filter (where as_last_year is not null) as as_last_year,
            list(keeps_ratio order by keeps_ratio) filter (where keeps_ratio is not null) as keeps_ratio,
            count(*) as year_days,
            count(*) filter (where days_ahead > 0) as rest_days,
            avg(value) as mean_so_far
        from air_days_ahead(as_of, for_scope, for_dust)
        group by all
    ),

    projected as (
        select * from air_months_projected(as_of, for_scope, for_dust)
    ),

    by_months as (
        select
            p.*,
            p.months_official > 0 and p.days_reported >= y.year_days - y.rest_days as comes_first,
            (p.actual_sum - y.mean_so_far * p.days_reported) / y.year_days as above_days
        from projected as p
        inner join years as y on p.pollutant = y.pollutant
    ),

    by_days as (
        select
            pollutant,
            plan_statistic_of(as_last_year, is_mean, percent) as as_last_year,
            case when ratio is not null then plan_statistic_of(keeps_ratio, is_mean, percent) end as keeps_ratio
        from years
        where reason is null
    ),

    targets as (
        select
            g.pollutant,
            g.annual_target
        from air_goals as g
        inner join asked as q on g.scope = q.scope
        inner join settings as s on q.year_end = s.plan_year_end
    )

    select
        y.pollutant,
        y.position,
        y.is_mean,
        case when m.comes_first then m.as_baseline else coalesce(d.as_last_year, m.as_baseline) end as as_last_year,
        case when m.comes_first then m.keeps_ratio else coalesce(d.keeps_ratio, m.keeps_ratio) end as keeps_ratio,
        case when m.comes_first then m.above_days else 0 end as above_days,
        case
            when m.comes_first or d.pollutant is null and m.pollutant is not null then 'monthly'
            when d.pollutant is not null then 'daily'
        end as basis,
        y.reason,
        y.rest_days,
        y.valid_days,
        t.annual_target,
        y.unit_of_measure,
        y.decimals,
        case when d.pollutant is null then coalesce(m.is_demo, y.is_demo) else y.is_demo end as is_demo
    from years as y
    left join by_days as d on y.pollutant = d.pollutant
    left join by_months as m on y.pollutant = m.pollutant
    left join targets as t on y.pollutant = t.pollutant;
