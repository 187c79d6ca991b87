-- A period against the target and against class II. One row per pollutant and statistic.
-- Source: HJ 663-2013 for the statistics of daily values; targets of L32-L34 (year) and L121-L132 (months, and months
-- 1..n together for means weighted by days); class II of GB 3095. 完成目标 and 达到国家二级标准 are two verdicts.
-- The official figure of a month or a year stands where there is one. Values are rounded half to even once (GB/T 8170)
-- and then judged. Where a month that is over lacks its valid days, or a year its 324 (GB 3095-2012 6.4 Table 4), the
-- value stands unjudged: state insufficient. So does a month or a year that is not over.
create or replace macro air_assessment(as_of, period, for_scope, for_dust, for_edition) as table
    with asked as materialized (
        select
            *,
            for_scope as scope,
            for_edition as edition,
            for_dust as dust,
            for_dust = 'adjusted' as without_dust
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

    complete_months as (
        select
            c.pollutant,
            count(*) as months
        from air_computed as c
        cross join asked as p
        where
            c.scope = p.scope
            and c.is_complete
            and c.month_starts >= p.first_date
            and last_day(c.month_starts) <= p.last_date
        group by c.pollutant
    ),

    chosen_values as (
        select
            v.pollutant,
            case when p.without_dust then v.adjusted_value else v.value end as value,
            v.is_demo
        from air_area_values as v
        cross join asked as p
        where v.scope = p.scope and v.date between p.first_date and p.last_date
    ),

    days as (
        select
            pollutant,
            avg(value) as mean,
            list(value order by value) filter (where value is not null) as sorted,
            count(*) as valid_days,
            bool_or(is_demo) as is_demo
        from chosen_values
        group by pollutant
    ),

    computed as (
        select
            d.*,
            coalesce(m.months, 0) = date_diff('month', p.first_date, p.last_date + 1)
            and (p.is_over or p.kind not in ('month', 'year'))
            and (p.kind <> 'year' or d.valid_days >= n.of_year) as is_complete
        from days as d
        cross join asked as p
        cross join air_days_needed as n
        left join complete_months as m on d.pollutant = m.pollutant
    ),

    targets as (
        select
            g.pollutant,
            case
                when p.official_key = year(s.plan_year_end)::varchar then g.annual_target
                when p.official_key = t.period and t.is_month_judged then t.target
                when p.is_over and t.is_mean and p.first_date = date_trunc('year', s.plan_year_end)
                    then t.target_so_far / t.days_so_far
            end as target
        from air_goals as g
        cross join asked as p
        cross join settings as s
        left join air_plan as t on g.pollutant = t.pollutant and p.period_ends = t.last_date
        where g.scope = p.scope
    ),

    valued as (
        select
            s.pollutant,
            s.position,
            s.statistic,
            s.decimals,
            s.unit_of_measure,
            s.is_plan_statistic,
            case when s.is_mean then d.mean else percentile_of(d.sorted, s.percent) end as exact_value,
            o.official_value,
            coalesce(o.is_dust_removed, p.without_dust and d.pollutant is not null) as is_dust_removed,
            d.valid_days,
            coalesce(d.is_complete, false) as is_complete,
            coalesce(o.is_demo, d.is_demo, false) as is_demo,
            o.source,
            case when s.is_plan_statistic then t.target end as target,
            l.limit_value as class_ii
        from air_period_statistics as s
        cross join asked as p
        left join computed as d on s.pollutant = d.pollutant
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
        case when is_judged then value <= target end as attained_target,
        class_ii,
        case when is_judged then value <= class_ii end as attained_class_ii,
        case when value > class_ii then half_even(value / class_ii - 1, 2) end as exceedance_multiple,
        coalesce(valid_days, 0) as valid_days,
        state,
        exact_value,
        official_value,
        computed_value - official_value as difference,
        is_plan_statistic,
        is_dust_removed,
        unit_of_measure,
        decimals,
        source,
        is_demo
    from rounded;
