-- The ranking of a period: lower is better, equal values share a rank and the next is left out (1, 2, 2, 4).
-- One row per series that was open and measure. Source: HJ 663-2013 for statistics, 环办〔2014〕64号 for index and ties.
-- Whole months that are over count: nobody is ranked on half a month. Values are rounded half to even once (GB/T 8170)
-- and ranked as they are then published; the index is made of these and needs all six.
-- state: ranked; insufficient: too few valid days, the value stands unranked; background: shown, never ranked;
-- unreported: no value. last_year: the same from the period a year before.
create or replace macro air_ranking_once(as_of, period, for_dust) as table
    with asked as (
        select
            kind,
            first_date,
            last_date,
            for_dust = 'adjusted' as is_adjusted,
            unnest([0, 1]) as years_ago
        from air_period(as_of, period)
    ),

    spans as materialized (
        select
            a.years_ago,
            a.is_adjusted,
            a.first_date - to_years(a.years_ago) as starts,
            date_trunc('month', a.last_date + 1) - to_years(a.years_ago) as ends,
            date_diff('month', a.first_date, a.last_date + 1) as months,
            case when a.kind = 'year' then n.of_year else 1 end as least_days
        from asked as a
        cross join air_days_needed as n
    ),

    summed as (
        select
            p.years_ago,
            m.kind,
            m.code,
            m.pollutant,
            case
                when any_value(p.is_adjusted) then sum(m.adjusted_total) / sum(m.adjusted_days)
                else sum(m.total) / sum(m.days)
            end as mean,
            list_sort(flatten(list(m.measured) filter (m.measured is not null))) as sorted,
            sum(case when p.is_adjusted then m.adjusted_days else m.days end)::integer as valid_days,
            count(*) filter (where m.is_complete) = any_value(p.months)
            and sum(m.days) >= any_value(p.least_days) as is_complete,
            bool_or(m.is_demo) as is_demo
        from air_series_months as m
        inner join spans as p
            on m.first_date >= p.starts and m.first_date < p.ends
        group by p.years_ago, m.kind, m.code, m.pollutant
    ),

    concentrations as (
        select
            s.*,
            a.index_divisor,
            half_even(
                case when a.statistic = 'mean' then s.mean else percentile_of(s.sorted, a.percent) end, a.decimals
            ) as value
        from summed as s
        inner join air_measures as a on s.pollutant = a.pollutant
    ),

    figures as (
        select
            years_ago,
            kind,
            code,
            pollutant,
            value,
            valid_days,
            is_complete,
            is_demo
        from concentrations
        union all
        select
            c.years_ago,
            c.kind,
            c.code,
            i.pollutant,
            composite_total(composite_term(c.value, c.index_divisor)) as value,
            min(c.valid_days) as valid_days,
            bool_and(c.is_complete) as is_complete,
            bool_or(c.is_demo) as is_demo
        from concentrations as c
        inner join air_measures as i on i.pollutant = 'composite_index'
        group by c.years_ago, c.kind, c.code, i.pollutant
    ),

    stated as (
        select
            f.*,
            s.name,
            s.town,
            case
                when s.is_background then 'background'
                when f.is_complete then 'ranked'
                else 'insufficient'
            end as state
        from figures as f
        inner join air_series as s on f.kind = s.kind and f.code = s.code
        where f.value is not null
    ),

    placed as (
        select
            *,
            rank() over (rivals order by value) as place,
            rank() over (rivals order by value desc) as place_from_last,
            count(*) over (partition by years_ago, kind, pollutant, state, value) as equals
        from stated
        window rivals as (partition by years_ago, kind, pollutant, state)
    ),

    shown as (
        select
            s.kind,
            s.code,
            s.name,
            s.town,
            m.*
        from air_series as s
        inner join spans as p on p.years_ago = 0 and s.opened_on < p.ends and s.closed_on >= p.starts
        cross join air_measures as m
    )

    select
        s.kind,
        s.code,
        s.name,
        s.town,
        s.pollutant,
        s.position,
        s.statistic,
        s.decimals,
        s.unit_of_measure,
        n.value,
        coalesce(n.valid_days, 0) as valid_days,
        coalesce(n.is_complete, false) as is_complete,
        coalesce(n.state, 'unreported') as state,
        case when n.state = 'ranked' then n.place end as rank,
        case when n.state = 'ranked' then n.place_from_last end as rank_from_last,
        coalesce(n.state = 'ranked' and n.equals > 1, false) as is_tied,
        case when l.state = 'ranked' then l.place end as last_year_rank,
        case when l.is_complete then l.value end as last_year_value,
        case
            when n.is_complete and l.is_complete and l.value > 0 then half_even(100 * (n.value / l.value - 1), 1)
        end as change_percent,
        coalesce(n.is_demo, false) as is_demo
    from shown as s
    left join placed as n
        on s.kind = n.kind and s.code = n.code and s.pollutant = n.pollutant and n.years_ago = 0
    left join placed as l
        on s.kind = l.kind and s.code = l.code and s.pollutant = l.pollutant and l.years_ago = 1;
