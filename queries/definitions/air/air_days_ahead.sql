-- Each day of the year of as_of, measured or as last year's projects it. One row per pollutant and day.
-- Days are ahead after the last one measured up to as_of: what is over but not reported is unknown, not missing.
-- last_value is the same calendar day of last year, 28 February for 29. The projections are the measured day and ahead
-- last year's: as it was, and times the ratio of this year to last.
-- The ratio is that of the plan's statistics over the days so far that are known in both years.
-- This year counts from outlook_least_days on, last year with the share of days that makes a year valid (324 of 365,
-- GB 3095-2012 6.4 Table 4); otherwise reason says why days project nothing.
create or replace macro air_days_ahead_once(as_of, for_scope, for_dust) as table
    with asked as (
        select
            for_scope as scope,
            for_dust = 'adjusted' as without_dust,
            as_of as seen_on,
            make_date(year(as_of), 1, 1) as year_start,
            make_date(year(as_of), 12, 31) as year_end,
            make_date(year(as_of) - 1, 1, 1) as last_year_start
    ),

    rules as (
        select
            n.of_year / 365 as share,
            s.outlook_least_days as least_days
        from air_days_needed as n
        cross join settings as s
    ),

    measured as (
        select
            v.pollutant,
            v.date,
            case when q.without_dust then v.adjusted_value else v.value end as value,
            v.is_demo
        from air_area_values as v
        inner join asked as q on v.scope = q.scope and v.date between q.last_year_start and q.seen_on
    ),

    reached as (
        select
            m.pollutant,
            max(m.date) as last_measured
        from measured as m
        inner join asked as q on m.date >= q.year_start
        where m.value is not null
        group by m.pollutant
    ),

    calendar as (
        select
            unnest(generate_series(year_start, year_end, interval 1 day))::date as date,
            seen_on
        from asked
    ),

    days as (
        select
            a.pollutant,
            a.position,
            a.plan_statistic = 'mean' as is_mean,
            a.percent,
            a.unit_of_measure,
            a.decimals,
            c.date,
            month(c.date) as month,
            date_diff('day', coalesce(r.last_measured, c.seen_on), c.date) as days_ahead,
            t.value,
            l.value as last_value,
            t.value is not null and l.value is not null as is_paired,
            coalesce(t.is_demo, l.is_demo, false) as is_demo
        from air_assessed as a
        cross join calendar as c
        left join reached as r on a.pollutant = r.pollutant
        left join measured as t on a.pollutant = t.pollutant and c.date = t.date
        left join measured as l on a.pollutant = l.pollutant and (c.date - interval 1 year)::date = l.date
    ),

    known as (
        select
            pollutant,
            is_mean,
            percent,
            count(value) as valid_days,
            count(*) filter (where days_ahead > 0) as rest_days,
            count(last_value) filter (where days_ahead > 0) as known_rest_days,
            count(*) filter (where is_paired) as paired_days,
            list(value order by value) filter (where is_paired) as this_sorted,
            list(last_value order by last_value) filter (where is_paired) as last_sorted,
            bool_or(is_demo) as is_demo
        from days
        group by pollutant, is_mean, percent
    ),

    years as (
        select
            k.pollutant,
            k.valid_days,
            k.is_demo,
            case
                when k.paired_days >= k.valid_days * r.share
                    then
                        plan_statistic_of(k.this_sorted, k.is_mean, k.percent)
                        / nullif(plan_statistic_of(k.last_sorted, k.is_mean, k.percent), 0)
            end as ratio,
            case
                when k.valid_days = 0 then 'not_computable'
                when k.valid_days < r.least_days then 'insufficient'
                when k.known_rest_days < k.rest_days * r.share then 'insufficient'
            end as reason
        from known as k
        cross join rules as r
    ),

    months as (
        select
            pollutant,
            month,
            is_mean,
            percent,
            count(*) as days,
            list(last_value order by last_value) filter (where last_value is not null) as sorted
        from days
        group by pollutant, month, is_mean, percent
    ),

    last_months as (
        select
            m.pollutant,
            m.month,
            case
                when len(m.sorted) >= m.days * r.share then nullif(plan_statistic_of(m.sorted, m.is_mean, m.percent), 0)
            end as last_month
        from months as m
        cross join rules as r
    ),

    joined as (
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
            case when d.days_ahead > 0 then d.last_value end as last_ahead,
            y.ratio,
            m.last_month,
            y.reason,
            y.valid_days,
            y.is_demo
        from days as d
        inner join years as y on d.pollutant = y.pollutant
        inner join last_months as m on d.pollutant = m.pollutant and d.month = m.month
    )

    select
        *,
        coalesce(value, last_ahead) as as_last_year,
        coalesce(value, last_ahead * ratio) as keeps_ratio
    from joined;
