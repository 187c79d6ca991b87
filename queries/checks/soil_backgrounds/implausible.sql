-- A background of none, or of more than nobody may live on: it would excuse whatever is found. One row per line.
-- title: 背景值不合理
-- severity: error
select
    u.line,
    'background' as column_name,
    as_written(u.background) as value,
    '背景值应大于0、小于第一类用地管制值（' || format('{:g}', l.intervention) || ' mg/kg），请核对单位和小数点。' as message
from upload as u
inner join soil_limits as l on u.item = l.item and l.land_class = 1
where u.background = 0 or u.background >= l.intervention
order by u.line
