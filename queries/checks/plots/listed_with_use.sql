-- A plot that comes onto the list with 一住两公 planned before: taken, and a violation from that day. One row per line.
-- title: 列入名录即违规
-- severity: warning
-- Source: Soil Law 61, notice L296-L298. One whose use is newly planned is refused (forbidden_use).
select
    u.line,
    'is_listed' as column_name,
    '是' as value,
    '这个地块已规划为“' || c.name || '”，列入名录后按规定比对为违规，请督促整改；不应列入的请改为“否”。' as message
from upload as u
inner join land_classes as c on u.planned_use = c.code
inner join plots as stored on u.plot_id = stored.plot_id and u.planned_use = stored.planned_use
where c.is_residential_or_public and u.is_listed and not coalesce(stored.is_listed, false)
order by u.line
