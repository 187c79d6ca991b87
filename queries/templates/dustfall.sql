-- The month sheet: every town, with what is reported already. One row per town.
-- With a town for unit: its own row; a bureau has those of all towns.
select
    strftime($as_of::date, '%Y-%m') as month,
    towns.town,
    dustfall.value,
    dustfall.days_exposed,
    dustfall.source
from towns
left join dustfall on towns.town = dustfall.town and dustfall.month = strftime($as_of::date, '%Y-%m')
where is_on_sheet(towns.town, $unit::varchar)
order by towns.source_line, towns.town
