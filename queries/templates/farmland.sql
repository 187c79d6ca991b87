-- The year sheet: every town with the three classes of farmland, as reported already. One row per town and class.
-- With a town for unit: its own rows; a bureau has those of all towns.
with classes (position, category) as (
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
where is_on_sheet(towns.town, $unit::varchar)
order by towns.source_line, towns.town, classes.position
