-- Every day of a period: values, index, level, primary pollutants, dust, warnings. One row per day.
-- A day without valid values, or after as_of, is there and unknown; one may have values and no valid index. Ozone
-- season: the months of A-33 (settings). Dust days are those recognised from above. A day counts to a warning from the
-- day it was raised to the day it was lifted.
with days as (
    select
        unnest(generate_series(p.first_date, p.period_ends, interval 1 day))::date as date,
        p.last_date
    from air_period($as_of::date, $period::varchar) as p
),

warned as (
    select distinct d.date
    from days as d
    inner join episodes as e
        on
            d.date >= e.started_at::date
            and coalesce(d.date <= e.ended_at::date, true)
            and d.date <= d.last_date
)

select
    d.date,
    r.so2,
    r.no2,
    r.pm10,
    r.pm2_5,
    r.co,
    r.o3_8h,
    r.aqi,
    r.level,
    c.class_name,
    r.primary_pollutants,
    coalesce(r.valid, false) as valid,
    coalesce(r.so2, r.no2, r.pm10, r.pm2_5, r.co, r.o3_8h) is not null as has_values,
    dust.date is not null as is_dust,
    warned.date is not null as is_episode,
    month(d.date) between s.ozone_season_first_month and s.ozone_season_last_month as is_ozone_season,
    d.date <= d.last_date as is_over
from days as d
cross join settings as s
left join air_area_ratings as r
    on d.date = r.date and d.date <= d.last_date and r.scope = $scope::varchar and r.edition = $edition::varchar
left join air_aqi_classes as c on r.edition = c.edition and r.level = c.level
left join air_dust_days as dust on d.date = dust.date and d.date <= d.last_date
left join warned on d.date = warned.date
order by d.date
