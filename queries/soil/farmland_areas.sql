-- Farmland of each class and town in the latest year reported up to a day, beside the year before. One row per town and
-- class. Source: S-03 wants the area under priority protection not to shrink (L286).
with known as (
    select * from farmland
    where year <= year($as_of::date)
),

last_year as (
    select max(year) as year from known
)

select
    k.town,
    k.year,
    k.category,
    k.area,
    before.area as area_before,
    k.area - before.area as change
from known as k
inner join last_year on k.year = last_year.year
left join farmland as before on k.town = before.town and k.category = before.category and before.year = k.year - 1
where $unit::varchar is null or k.town = canonical_unit($unit::varchar)
order by k.town, list_position(['priority', 'safe_use', 'strict'], k.category)
