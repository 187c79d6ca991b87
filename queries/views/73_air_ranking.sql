-- What stations and towns are ranked by: six pollutants, and the composite index of them. One row per measure.
-- Source: HJ 663-2013 for the statistics, 环办〔2014〕64号 for the index.
create or replace table air_measures as
select
    a.pollutant,
    a.position,
    a.plan_statistic as statistic,
    a.percent,
    s.index_divisor,
    a.decimals,
    a.unit_of_measure
from air_assessed as a
inner join air_standards as s on a.pollutant = s.pollutant
union all
select
    'composite_index' as pollutant,
    0 as position,
    null as statistic,
    null as percent,
    null as index_divisor,
    value::integer as decimals,
    '' as unit_of_measure
from air_statistics
where parameter = 'index_decimals';

-- Who is ranked: stations, and towns by their stations. One row per series.
-- A background station is shown but never ranked, and belongs to no town, as it counts nowhere (air_scope_stations).
create or replace table air_series as
select
    'station' as kind,
    station as code,
    name,
    town,
    kind = 'background' as is_background,
    coalesce(opened_on, '-infinity'::date) as opened_on,
    coalesce(closed_on, 'infinity'::date) as closed_on
from stations
union all
select
    'town' as kind,
    town as code,
    town as name,
    town,
    false as is_background,
    min(coalesce(opened_on, '-infinity'::date)) as opened_on,
    max(coalesce(closed_on, 'infinity'::date)) as closed_on
from stations
where town is not null and kind <> 'background'
group by town;

-- Valid daily values of each station while it is open. One row per station and day.
create or replace view air_open_days as
select
    s.station,
    case when s.kind <> 'background' then s.town end as town,
    d.date,
    dust.date is not null as is_dust,
    d.so2,
    d.no2,
    d.pm10,
    d.pm2_5,
    d.co,
    d.o3_8h as o3,
    d.upload_id
from stations as s
inner join air_station_days as d
    on s.station = d.station and coalesce(s.opened_on <= d.date, true) and coalesce(s.closed_on >= d.date, true)
left join air_dust_days as dust on d.date = dust.date;

-- Daily values of each town: the mean of its stations where enough of those open that day are valid, as for the
-- district (air_area_days); all else follows from this series, never from statistics of stations.
-- One row per town and day.
create or replace view air_town_days as
with rules as (
    select value / 100 as share
    from air_statistics
    where parameter = 'station_share'
),

dates as (
    select distinct date from air_daily
),

open_stations as (
    select
        s.town,
        d.date,
        count(*) * any_value(r.share) as least
    from dates as d
    inner join stations as s
        on
            coalesce(d.date >= s.opened_on, true)
            and coalesce(d.date <= s.closed_on, true)
            and s.kind <> 'background'
            and s.town is not null
    cross join rules as r
    group by s.town, d.date
)

select
    d.town,
    d.date,
    any_value(d.is_dust) as is_dust,
    case when count(d.so2) >= any_value(o.least) then avg(d.so2) end as so2,
    case when count(d.no2) >= any_value(o.least) then avg(d.no2) end as no2,
    case when count(d.pm10) >= any_value(o.least) then avg(d.pm10) end as pm10,
    case when count(d.pm2_5) >= any_value(o.least) then avg(d.pm2_5) end as pm2_5,
    case when count(d.co) >= any_value(o.least) then avg(d.co) end as co,
    case when count(d.o3) >= any_value(o.least) then avg(d.o3) end as o3,
    max(d.upload_id) as upload_id
from air_open_days as d
inner join open_stations as o on d.town = o.town and d.date = o.date
group by d.town, d.date;

-- The same by month: what a mean is made of, and the values themselves where a percentile is asked (GB 3095, HJ 663).
-- One row per series, month and pollutant. Kept, since a ranking of months 1..n of 100 stations starts from them.
-- adjusted is without recognised dust days, which count for the particles alone (环办监测〔2016〕120号).
create or replace table air_series_months as
with series_days as (
    select
        'station' as kind,
        station as code,
        * exclude (station, town)
    from air_open_days
    union all
    select
        'town' as kind,
        town as code,
        * exclude (town)
    from air_town_days
),

months as (
    select
        kind,
        code,
        date_trunc('month', date)::date as first_date,
        max(upload_id) as upload_id,
        unnest([
            {
                'pollutant': 'so2',
                'total': sum(so2),
                'days': count(so2),
                'adjusted_total': sum(so2),
                'adjusted_days': count(so2),
                'measured': null
            },
            {
                'pollutant': 'no2',
                'total': sum(no2),
                'days': count(no2),
                'adjusted_total': sum(no2),
                'adjusted_days': count(no2),
                'measured': null
            },
            {
                'pollutant': 'pm10',
                'total': sum(pm10),
                'days': count(pm10),
                'adjusted_total': sum(pm10) filter (not is_dust),
                'adjusted_days': count(pm10) filter (not is_dust),
                'measured': null
            },
            {
                'pollutant': 'pm2_5',
                'total': sum(pm2_5),
                'days': count(pm2_5),
                'adjusted_total': sum(pm2_5) filter (not is_dust),
                'adjusted_days': count(pm2_5) filter (not is_dust),
                'measured': null
            },
            {
                'pollutant': 'co',
                'total': null,
                'days': count(co),
                'adjusted_total': null,
                'adjusted_days': count(co),
                'measured': list(co) filter (co is not null)
            },
            {
                'pollutant': 'o3',
                'total': null,
                'days': count(o3),
                'adjusted_total': null,
                'adjusted_days': count(o3),
                'measured': list(o3) filter (o3 is not null)
            }
        ]) as measure
    from series_days
    group by kind, code, date_trunc('month', date)
)

select
    m.kind,
    m.code,
    m.first_date,
    m.measure['pollutant'] as pollutant,
    m.measure['total'] as total,
    m.measure['days'] as days,
    m.measure['adjusted_total'] as adjusted_total,
    m.measure['adjusted_days'] as adjusted_days,
    m.measure['measured'] as measured,
    m.measure['days'] >= case when month(m.first_date) = 2 then n.of_february else n.of_month end as is_complete,
    coalesce(u.is_demo, false) as is_demo
from months as m
cross join air_days_needed as n
left join uploads as u on m.upload_id = u.upload_id
where m.measure['days'] > 0;

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
            sum(m.days)::integer as valid_days,
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

-- Where the city stands among the key cities, as it was published. One row per span and reported month; a span of
-- which nothing is reported has one row without a month.
-- Source: L34: 退出后40位 of 168, that is place 128 or better (indicators, IA-10). It is the figure of the whole city
-- and not in the hands of the district (T12). A rank of a month is known from the end of that month.
create or replace macro city_rank(as_of) as table
    with spans as (
        select unnest(['month', 'cumulative']) as span
    ),

    reported as (
        select
            *,
            month = max(month) over (partition by span) as is_latest
        from city_rankings
        where period_end(month) <= as_of
    ),

    known as (
        select
            r.*,
            u.is_demo
        from reported as r
        left join uploads as u on r.upload_id = u.upload_id
    )

    select
        s.span,
        k.month,
        k.rank,
        coalesce(k.is_tied, false) as is_tied,
        k.cities,
        k.cities - k.rank + 1 as rank_from_last,
        k.composite_index,
        i.value::integer as target,
        case
            when k.rank is null then 'unreported'
            when k.rank <= i.value then 'left'
            else 'remains'
        end as state,
        coalesce(k.is_latest, true) as is_latest,
        k.published_on,
        k.source,
        i.name,
        i.quote,
        i.note,
        i.source_line,
        coalesce(k.is_demo, false) as is_demo
    from spans as s
    cross join indicators as i
    left join known as k on s.span = k.span
    where i.indicator_id = 'IA-10';
