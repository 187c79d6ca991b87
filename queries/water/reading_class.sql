-- The class of each reading as it was published, and the items that decide it. One row per section and time.
-- Source: GB 3838-2002 Table 1, single factor. As on the national platform for automatic stations, values are compared
-- as they stand (10.03 mg/L of permanganate is Ⅴ), unlike means, which are rounded first. A section that the register
-- does not have is a lake where chlorophyll is measured, which national stations do in lakes and reservoirs alone.
-- fetches: water_samples where section = $section and time >= $from and time <= $to + 1
with measured as (
    select
        s.section,
        s.time,
        s.indicator,
        if(s.is_below_limit, s.value * w.below_limit_share, s.value) as value
    from water_samples as s
    cross join water_settings as w
    where
        ($section::varchar is null or s.section = $section::varchar)
        and ($from::date is null or s.time >= $from::date)
        and ($to::date is null or s.time < $to::date + 1)
),

readings as (
    select
        section,
        time,
        max(value) filter (where indicator = 'water_temperature') as temperature,
        count(value) filter (where indicator = 'chlorophyll_a') as chlorophyll
    from measured
    group by section, time
),

waters as (
    select
        r.*,
        case
            when s.section is not null then coalesce(s.water_body, 'river')
            when sum(r.chlorophyll) over (partition by r.section) > 0 then 'lake'
            else 'river'
        end as water_body
    from readings as r
    left join sections as s on r.section = s.section
),

judged as (
    select
        m.section,
        m.time,
        c.item,
        c.position,
        item_class(m.value, is_saturated(m.value, r.temperature, w.saturation), c.scale) as class
    from measured as m
    cross join water_settings as w
    inner join waters as r on m.section = r.section and m.time = r.time
    inner join water_scales as c on m.indicator = c.item and r.water_body = c.water_body and c.is_evaluated
    where m.value is not null
)

select
    r.section,
    r.time,
    max(j.class) as class,
    deciding_items(list(j.item order by j.position), list(j.class order by j.position)) as deciding
from readings as r
left join judged as j on r.section = j.section and r.time = j.time
group by r.section, r.time
order by r.section, r.time
