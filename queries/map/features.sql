-- What the map shows: items of its layers with state and value, in WGS-84, left by the filters. One row per item.
-- layer: stations, sections, outfalls, projects, plots, enterprises, water_sources, towns_dustfall, towns_pm2_5,
-- towns_late; without one all. lon and lat are NULL where nobody gave a place: nothing is placed by guess.
-- colour: that of the level of a station's index, by its standard; all else has the colour of its state.
-- Without a period stations and PM2.5 are of the day. Of the items only projects have a deadline and only towns owe
-- tasks: a deadline leaves the projects that it meets, and what is counted of tasks.
with due as (
    select task_id
    from filtered_tasks(
        $as_of::date, null, false, null, null, null, null, null, null,
        $deadline::varchar, $due_from::date, $due_to::date
    )
),

responsible as (
    select task_id
    from task_unit_rows($as_of::date, $include_groups::boolean)
    where unit = canonical_unit($unit::varchar)
),

features as (
    select
        layer,
        plan,
        id,
        name,
        state,
        value,
        case layer
            when 'projects' then '%'
            when 'outfalls' then '项'
            when 'water_sources' then '项'
            when 'enterprises' then '种介质'
        end as unit_of_measure,
        0 as decimals,
        dated,
        detail,
        town,
        owner,
        seq
    from map_items($as_of::date)
    union all by name
    select
        'stations' as layer,
        'air' as plan,
        station as id,
        name,
        state,
        value,
        unit_of_measure,
        decimals,
        town
    from map_stations($as_of::date, $period::varchar, $dust::varchar, $pollutant::varchar, $edition::varchar)
    union all by name
    select
        layer,
        town as id,
        town as name,
        state,
        value,
        unit_of_measure,
        decimals,
        dated,
        town
    from map_towns($as_of::date, $period::varchar, $dust::varchar, $include_groups::boolean)
),

kept as (
    select * from features
    where
        ($layer::varchar is null or layer = $layer::varchar)
        and (
            $keyword::varchar is null
            or contains(fold_name(concat_ws('|', id, name, detail, town, owner)), fold_name($keyword::varchar))
        )
        and (
            $unit::varchar is null
            or canonical_unit($unit::varchar) in (town, owner)
            or (layer = 'projects' and id in (from responsible))
        )
        and (
            ($deadline::varchar is null and $due_from::date is null and $due_to::date is null)
            or layer = 'towns_late'
            or (layer = 'projects' and id in (from due))
        )
)

select
    k.id,
    k.name,
    coalesce(p.lon, t.lon) as lon,
    coalesce(p.lat, t.lat) as lat,
    k.state,
    k.value,
    k.layer,
    k.unit_of_measure,
    k.decimals,
    k.dated,
    k.detail,
    concat_ws('、', k.town, k.owner) as unit,
    coalesce(p.outline, t.outline) as outline,
    coalesce(p.lon, t.lon) is not null as is_located,
    k.plan,
    c.colour
from kept as k
left join air_aqi_classes as c on c.edition = $edition::varchar and k.state = 'aqi_' || c.level
left join map_places as p on k.layer = p.layer and k.id = p.id
left join map_shapes as t on starts_with(k.layer, 'towns_') and k.id = t.town
order by
    list_position(
        [
            'stations', 'sections', 'outfalls', 'projects', 'plots', 'enterprises', 'water_sources',
            'towns_dustfall', 'towns_pm2_5', 'towns_late'
        ],
        k.layer
    ),
    k.seq,
    k.id
