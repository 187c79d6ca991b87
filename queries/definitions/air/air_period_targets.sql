-- What the notice asks of a period: the figure of a month or of the year as printed, or that of months 1..n, which is
-- the mean of their targets weighted by days. One row per pollutant.
-- Source: L32-L34 (year), annex 1 L121-L132 (months). Another scope than the district has no target (T11).
create or replace macro air_period_targets(as_of, period, for_scope) as table
    with asked as (
        select
            *,
            for_scope as scope
        from air_period(as_of, period)
    )

    select
        g.pollutant,
        case
            when p.official_key = year(s.plan_year_end)::varchar then g.annual_target
            when p.official_key = t.period and t.is_month_judged then t.target
            when p.is_over and t.is_mean and p.first_date = date_trunc('year', s.plan_year_end)
                then t.target_so_far / t.days_so_far
        end as target
    from air_goals as g
    inner join asked as p on g.scope = p.scope
    cross join settings as s
    left join air_plan as t on g.pollutant = t.pollutant and p.period_ends = t.last_date;
