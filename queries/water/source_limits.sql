-- What drinking-water sources are held against; kinds that share a limit in one row. One row per item and limit.
select
    string_agg(kind, ',' order by kind) as kinds,
    item,
    title,
    unit_of_measure,
    lowest,
    highest,
    clause
from water_source_limits
group by item, title, unit_of_measure, lowest, highest, clause
order by bool_or(kind = 'groundwater'), min(position), kinds
