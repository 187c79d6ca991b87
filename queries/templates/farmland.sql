-- The year sheet: every town with the three classes of farmland, as reported already. One row per town and class.
-- With a town for unit: its own rows; a bureau has those of all towns.
with towns as (
    select
        unit as town,
        source_line
    from units
    where kind in ('town', 'subdistrict')
),

classes (position, category) as (
    values
    (1, 'priority'),
    (2, 'safe_use'),
    (3, 'strict')
)

select
    towns.town,
    year($as_of::date) as year,
    classes.category,
    farmland.area,
    farmland.source
from towns
cross join classes
left join farmland
    on
        towns.town = farmland.town
        and classes.category = farmland.category
        and farmland.year = year($as_of::date)
where
    $unit::varchar is null
    or towns.town = canonical_unit($unit::varchar)
    or canonical_unit($unit::varchar) not in (select own.town from towns as own)
order by towns.source_line, towns.town, classes.position
