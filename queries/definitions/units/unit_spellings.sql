-- Every known spelling of a responsible unit. One row per folded spelling.
-- Source: the same office is printed in up to three ways (L140, L42, L200); the dataset unit_aliases lists them.
-- What staff confirmed when uploading (remembered_names) counts too.
create or replace table unit_spellings as
with spellings as (
    select
        unit as spelling,
        unit
    from units
    union all
    select
        alias as spelling,
        unit
    from unit_aliases
    union all
    select
        spelling,
        meaning as unit
    from remembered_names
    where scope = 'units'
)

select
    fold_name(spelling) as folded,
    min(unit) as unit
from spellings
group by fold_name(spelling);
