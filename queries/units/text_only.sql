-- Units that the notice names outside the ledgers: in the air text, or as the dispatcher (L96). One row per unit.
select
    units.unit,
    units.kind,
    string_agg(clauses.clause_id || ' ' || clauses.heading, '；' order by clauses.seq) as clauses,
    units.note,
    units.source_line
from units
left join clause_units on units.unit = clause_units.unit
left join clauses on clause_units.clause_id = clauses.clause_id
where
    units.unit not in (select task_units.unit from task_units)
    and units.unit not in (select unit_members.member from unit_members)
    and (clause_units.unit is not null or units.kind = 'office')
group by units.unit, units.kind, units.note, units.source_line
order by units.source_line
