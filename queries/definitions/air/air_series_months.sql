-- The series of air_series by month: what a mean is made of, and the values themselves where a percentile is asked.
-- One row per series, month and pollutant. Source: GB 3095, HJ 663.
-- Kept, since a ranking of months 1..n of 100 stations starts from them.
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
