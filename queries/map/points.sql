-- What map and list show: items with a place, or still without one, left by the filters. One row per item.
with responsible as (
    select task_id
    from task_unit_rows($as_of::date, $include_groups::boolean)
    where unit = canonical_unit($unit::varchar)
)

select
    layer,
    id,
    name,
    lon,
    lat,
    crs,
    state,
    is_located,
    detail,
    plan
from map_points($as_of::date)
where
    ($plan::varchar is null or plan = $plan::varchar)
    and (
        $keyword::varchar is null
        or contains(fold_name(concat_ws('|', id, name, detail)), fold_name($keyword::varchar))
    )
    and (
        $unit::varchar is null
        or unit = canonical_unit($unit::varchar)
        or (layer = 'projects' and id in (select r.task_id from responsible as r))
    )
order by position, seq, id
