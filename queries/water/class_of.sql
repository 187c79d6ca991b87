-- The class 1 to 6 of one reading, given item by item, and the items that decide it. One row.
-- Source: GB 3838-2002 Table 1, single factor; total nitrogen and faecal coliforms never decide. Values are rounded
-- first, as means are; readings of stations are compared as they stand (water/reading_class). `lake` takes limits of
-- lakes and reservoirs, which differ for total phosphorus. The class is unknown where no item that counts is given.
with given as (
    select
        col0 as item,
        col1 as value
    from (
        values
        ('ph', $ph::double),
        ('dissolved_oxygen', $dissolved_oxygen::double),
        ('permanganate_index', $permanganate_index::double),
        ('cod', $cod::double),
        ('bod5', $bod5::double),
        ('ammonia_nitrogen', $ammonia_nitrogen::double),
        ('total_phosphorus', $total_phosphorus::double),
        ('total_nitrogen', $total_nitrogen::double),
        ('copper', $copper::double),
        ('zinc', $zinc::double),
        ('fluoride', $fluoride::double),
        ('selenium', $selenium::double),
        ('arsenic', $arsenic::double),
        ('mercury', $mercury::double),
        ('cadmium', $cadmium::double),
        ('hexavalent_chromium', $hexavalent_chromium::double),
        ('lead', $lead::double),
        ('cyanide', $cyanide::double),
        ('volatile_phenol', $volatile_phenol::double),
        ('petroleum', $petroleum::double),
        ('anionic_surfactant', $anionic_surfactant::double),
        ('sulfide', $sulfide::double),
        ('faecal_coliform', $faecal_coliform::double)
    )
),

judged as (
    select
        s.item,
        s.position,
        class_of_mean(g.value, s.decimals, s.scale, $water_temperature::double, w.saturation) as class
    from given as g
    cross join water_settings as w
    inner join water_scales as s
        on g.item = s.item and s.water_body = if($lake, 'lake', 'river') and s.is_evaluated
)

select
    max(class) as class,
    deciding_items(list(item order by position), list(class order by position)) as deciding
from judged
