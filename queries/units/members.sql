-- The members of group units on a day; the notice names only four. One row per group and member.
select
    unit_members.group_unit,
    unit_members.member,
    unit_members.valid_from,
    unit_members.valid_to,
    unit_members.note
from unit_members
inner join group_members($as_of::date) as valid
    on unit_members.group_unit = valid.group_unit and unit_members.member = valid.member
order by unit_members.group_unit, unit_members.line
