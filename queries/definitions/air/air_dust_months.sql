-- Months that are known to hold a dust day, or known to hold none because the year has dust days elsewhere. One row per
-- month. In a year without any reported dust day nothing is known.
create or replace table air_dust_months as
with years as (
    select distinct year(date) as dust_year
    from air_dust_days
),

months as (
    select
        strftime(
            unnest(generate_series(make_date(dust_year, 1, 1), make_date(dust_year, 12, 1), interval 1 month)), '%Y-%m'
        ) as month
    from years
)

select
    m.month,
    count(d.date) as dust_days
from months as m
left join air_dust_days as d on m.month = month_of(d.date)
group by m.month;
