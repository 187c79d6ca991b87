-- The month sheet: every town, with what is reported already. One row per town.
-- With a town for unit: its own row; a bureau has those of all towns.
with towns as (
    select
        unit as town,
        source_line
    from units
    where kind in ('town', 'subdistrict')
)

select
    strftime($as_of::date, '%Y-%m') as month,
    towns.town,
    dustfall.value,
    dustfall.days_exposed,
    dustfall.source
from towns
left join dustfall on towns.town = dustfall.town and dustfall.month = strftime($as_of::date, '%Y-%m')
where
    $unit::varchar is null
    or towns.town = canonical_unit($unit::varchar)
    or canonical_unit($unit::varchar) not in (select own.town from towns as own)
order by towns.source_line, towns.town
