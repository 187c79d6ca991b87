-- The years that have daily values of a scope up to a day, and how far each reaches. One row per year.
select
    year(date) as year,
    count(*) as days,
    min(date) as first_date,
    max(date) as last_date
from air_area_days
where
    scope = $scope::varchar
    and date <= $as_of::date
    and coalesce(so2, no2, pm10, pm2_5, co, o3_8h) is not null
group by year(date)
order by year
