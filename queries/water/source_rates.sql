-- The two published rates of drinking-water sources, by count and by volume taken. One row per month that is over.
-- Both are of the sources sampled in the month; that by volume is unknown while the volume of any of them is.
with counted as (
    select
        month,
        count(*) as sources,
        count(*) filter (where state <> 'missing') as judged,
        count(*) filter (where state = 'attained') as attained,
        sum(volume) filter (where state <> 'missing') as volume_judged,
        coalesce(sum(volume) filter (where state = 'attained'), 0) as volume_attained,
        bool_and(volume is not null) filter (where state <> 'missing') as has_volumes,
        string_agg(water_source, '、' order by position, water_source) filter (where state = 'missing') as missing,
        string_agg(water_source, '、' order by position, water_source) filter (where state = 'exceeding') as exceeding,
        string_agg(water_source, '、' order by position, water_source) filter (
            where state <> 'missing' and volume is null
        ) as without_volume
    from water_source_months($as_of::date)
    group by month
),

months as (
    select * from months_over($as_of::date)
)

select
    m.month,
    c.sources,
    c.judged,
    c.attained,
    half_even(100 * c.attained / nullif(c.judged, 0), 1) as rate_by_count,
    if(c.has_volumes, c.volume_judged, null) as volume_judged,
    if(c.has_volumes, c.volume_attained, null) as volume_attained,
    if(c.has_volumes, half_even(100 * c.volume_attained / nullif(c.volume_judged, 0), 1), null) as rate_by_volume,
    coalesce(c.missing, '') as missing,
    coalesce(c.exceeding, '') as exceeding,
    coalesce(c.without_volume, '') as without_volume
from months as m
left join counted as c on m.month = c.month
order by m.month
