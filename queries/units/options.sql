-- The units one can filter by, with the other spellings that lead to them. One row per unit.
select
    units.unit,
    units.kind,
    string_agg(aliases.alias, '、' order by aliases.line) as aliases
from units
left join unit_aliases as aliases on units.unit = aliases.unit
where
    units.unit in (select task_units.unit from task_units)
    or units.unit in (select clause_units.unit from clause_units)
    or units.unit in (select unit_members.member from unit_members)
    or units.kind = 'office'
group by units.unit, units.kind, units.line
order by units.line
