-- The sheet of the year: every key unit with both media, as reported already. One row per enterprise and medium.
-- With a unit: the enterprises that it supervises or that are in its town.
select
    e.enterprise,
    year(n.due_date) as year,
    n.medium,
    d.done_on,
    d.report,
    s.source
from monitored_enterprises as e
cross join monitoring_nodes as n
left join monitoring_done as d
    on e.enterprise = d.enterprise and n.medium = d.medium and year(n.due_date) = d.year
left join self_monitoring as s
    on e.enterprise = s.enterprise and n.medium = s.medium and year(n.due_date) = s.year
where
    $unit::varchar is null
    or canonical_unit($unit::varchar) in (e.supervising_unit, e.town)
order by e.line, e.enterprise, n.position
