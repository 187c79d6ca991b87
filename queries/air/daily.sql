-- Daily values, index, level and primary pollutants of a station, or without one of a scope. One row per day.
-- Values are rounded half to even (GB/T 8170); a day without an index is not valid and counts in no ratio.
with asked as (
    select * exclude (scope, station) from air_rated_days
    where station = $station::varchar
    union all by name
    select * exclude (scope, is_dust) from air_area_ratings
    where $station::varchar is null and scope = $scope::varchar
)

select
    date,
    so2,
    no2,
    pm10,
    pm2_5,
    co,
    o3_8h,
    aqi,
    level,
    primary_pollutants,
    valid,
    edition
from asked
where
    edition = $edition::varchar
    and ($from::date is null or date >= $from::date)
    and ($to::date is null or date <= $to::date)
order by date
