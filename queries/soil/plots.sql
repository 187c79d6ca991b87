-- The plots with their next step, what forbids building on them and who breaks that, worst first. One row per plot.
-- A plot is listed as long as the rule holds that it is not built on before it is off the list.
-- `is_violation` is unknown, and the plot counts as doubtful, where it hangs on a survey that nobody has reported.
select
    p.plot_id,
    p.name,
    p.town,
    p.location,
    p.area,
    p.former_use,
    p.industry,
    p.owner,
    p.supervising_unit,
    p.planned_use,
    coalesce(u.name, p.planned_use) as use_name,
    coalesce(u.land_class, 1) as land_class,
    p.planned_on,
    l.rule_id is not null as is_listed,
    p.listed_on,
    p.is_heavy,
    s.verdict,
    s.rules,
    s.conditions,
    s.quotes,
    coalesce(s.is_violation, false) as is_violation,
    s.is_violation is null as is_doubtful,
    s.next_step,
    s.forbidden,
    s.clauses,
    s.is_building,
    p.lon,
    p.lat,
    p.crs,
    p.source,
    uploads.is_demo
from plots as p
inner join plot_status($as_of::date) as s on p.plot_id = s.plot_id
left join plot_rules_on($as_of::date) as l on p.plot_id = l.plot_id and l.rule_id = 'delisting'
left join land_classes as u on p.planned_use = u.code
left join uploads on p.upload_id = uploads.upload_id
where $unit::varchar is null or p.supervising_unit = canonical_unit($unit::varchar)
order by
    case when s.is_violation then 1 when s.is_violation is null then 2 else 3 end,
    list_position(['forbidden', 'blocked', 'unknown', 'clear'], s.verdict),
    p.plot_id asc
