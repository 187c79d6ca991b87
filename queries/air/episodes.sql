-- The warnings of heavy pollution that touch a period up to as_of, and how heavy it was. One row per warning.
-- hours is unknown while the warning is not lifted. Heavy days are those above 200 (level 5 or 6) from the day it was
-- raised to the day it was lifted; without a valid day among them they are unknown.
with asked as (
    select * from air_period($as_of::date, $period::varchar)
),

raised as (
    select
        e.started_at,
        case when e.ended_at::date <= $as_of::date then e.ended_at end as ended_at,
        e.level,
        e.measures,
        e.source
    from episodes as e
    cross join asked as p
    where
        e.started_at::date <= p.last_date
        and coalesce(e.ended_at::date >= p.first_date, true)
)

select
    e.started_at,
    e.ended_at,
    e.level,
    date_diff('hour', e.started_at, e.ended_at) as hours,
    e.measures,
    count(r.date) as valid_days,
    case when count(r.date) > 0 then count(*) filter (where r.level >= 5) end as heavy_days,
    e.source
from raised as e
left join air_area_ratings as r
    on
        r.scope = $scope::varchar
        and r.edition = $edition::varchar
        and r.valid
        and r.date between e.started_at::date and least(coalesce(e.ended_at::date, $as_of::date), $as_of::date)
group by e.started_at, e.ended_at, e.level, e.measures, e.source
order by e.started_at
