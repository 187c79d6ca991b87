-- What a period comes to by its days and months, and whether that may be judged. One row per pollutant.
-- Source: HJ 663-2013. A percentile is that of all daily values; a mean that of the days, with official months that
-- lack them weighted by their calendar days (air_month_sums; way says which). A year is made of its days alone.
-- Judged is what has at least one month that is over, and all such months with their valid days (GB 3095-2012 6.4
-- Table 4) or, for a mean, an official figure; a year needs 324 valid days besides. Only months 1..n run on: any other
-- period is judged when it is over.
create or replace macro air_period_values(as_of, period, for_scope, for_dust) as table
    with asked as materialized (
        select
            *,
            for_scope as scope,
            for_dust as dust,
            for_dust = 'adjusted' as without_dust,
            date_diff('month', first_date, last_date + 1) as months_over,
            date_trunc('month', last_date + 1)::date as rest_starts
        from air_period(as_of, period)
    ),

    chosen_days as (
        select
            v.pollutant,
            case when p.without_dust then v.adjusted_value else v.value end as value,
            p.kind = 'year' or v.date >= p.rest_starts as is_rest,
            v.is_demo
        from air_area_values as v
        inner join asked as p on v.scope = p.scope and v.date between p.first_date and p.last_date
    ),

    days as (
        select
            pollutant,
            list(value order by value) filter (where value is not null) as sorted,
            sum(value) filter (where is_rest) as rest_total,
            count(value) filter (where is_rest) as rest_days,
            count(value) as valid_days,
            count(*) as measured_days,
            bool_or(is_demo) as is_demo
        from chosen_days
        group by pollutant
    ),

    full_months as (
        select
            c.pollutant,
            count(*) as months
        from air_computed as c
        inner join asked as p
            on c.scope = p.scope and c.month_starts >= p.first_date and last_day(c.month_starts) <= p.last_date
        where c.is_complete
        group by c.pollutant
    ),

    month_sums as (
        select
            s.pollutant,
            sum(s.total) as total,
            sum(s.days) as days,
            count(*) filter (where s.is_known) as months,
            way_of(min(s.way), max(s.way)) as way,
            bool_or(s.is_demo) as is_demo
        from air_month_sums as s
        inner join asked as p
            on s.scope = p.scope and s.dust = p.dust and s.month_starts >= p.first_date and s.month_ends <= p.last_date
        where p.kind <> 'year'
        group by s.pollutant
    ),

    ripe as (
        select
            a.pollutant,
            p.months_over,
            p.months_over > 0
            and (p.is_over or p.kind = 'cumulative')
            and (p.kind <> 'year' or coalesce(d.measured_days, 0) >= n.of_year) as is_ripe
        from air_assessed as a
        cross join asked as p
        cross join air_days_needed as n
        left join days as d on a.pollutant = d.pollutant
    )

    select
        r.pollutant,
        (coalesce(m.total, 0) + coalesce(d.rest_total, 0)) / nullif(coalesce(m.days, 0) + coalesce(d.rest_days, 0), 0)
            as mean,
        d.sorted,
        coalesce(d.valid_days, 0) as valid_days,
        coalesce(m.way, case when d.valid_days > 0 then 'days' end) as way,
        r.is_ripe and coalesce(f.months, 0) = r.months_over as are_days_complete,
        r.is_ripe and greatest(coalesce(m.months, 0), coalesce(f.months, 0)) = r.months_over as is_mean_complete,
        coalesce(d.is_demo or m.is_demo, d.is_demo, m.is_demo, false) as is_demo
    from ripe as r
    left join days as d on r.pollutant = d.pollutant
    left join month_sums as m on r.pollutant = m.pollutant
    left join full_months as f on r.pollutant = f.pollutant;
