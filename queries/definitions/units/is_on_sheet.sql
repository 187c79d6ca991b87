-- Whether what lies in a town is on the sheet that a unit fills in: a town has its own, a bureau that of all towns, and
-- without a unit everything is. One value.
create or replace macro is_on_sheet(some_town, some_unit) as
some_unit is null
or some_town = canonical_unit(some_unit)
or canonical_unit(some_unit) not in (select each.town from towns as each);
