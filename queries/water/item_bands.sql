-- Between which values an item has which class at a section, from the lowest up. One row per class that has room.
-- Source: GB 3838-2002 Table 1 (water_scales). An end without a limit is open. pH is Ⅰ to Ⅴ inside its range, else 6.
with scales as (
    select
        c.scale.direction,
        c.scale.lowest,
        c.scale.limits,
        unnest(range(1, 7)) as class
    from water_scales as c
    inner join section_waters as s on c.water_body = s.water_body
    where s.section = $section::varchar and c.item = $indicator::varchar and c.scale.limits is not null
),

bands as (
    select
        case
            when direction = 'at_most' then coalesce(limits[class - 1], 0)
            when direction = 'at_least' then coalesce(limits[class], 0)
            when class = 1 then lowest
            when class = 2 then 0
            when class = 6 then limits[1]
        end as lower_end,
        case
            when direction = 'at_most' then limits[class]
            when direction = 'at_least' then limits[class - 1]
            when class = 1 then limits[1]
            when class = 2 then lowest
        end as upper_end,
        if(direction = 'range' and class = 2, 6, class) as band_class
    from scales
    where direction <> 'range' or class in (1, 2, 6)
)

select
    band_class::integer as class,
    lower_end,
    upper_end
from bands
where lower_end is distinct from upper_end
order by lower_end
