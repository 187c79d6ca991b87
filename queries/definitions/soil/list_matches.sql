-- Rows of one list found in another: first by credit code, then by name with how alike it is. One row per pair of rows.
-- Source: S-06 (L294). By name only the most alike rows of a list, at or above match_likeness (rules); not where a code
-- has found one, nor where both have a code and these differ. A match by name is a question to a person, no finding.
create or replace table list_matches as
with pairs as (
    select
        l.list as left_list,
        l.name as left_name,
        r.list as right_list,
        r.name as right_name,
        bool_or(l.code = r.code) as is_by_code,
        max(likeness(l.party_key, r.party_key)) as likeness,
        arg_max(l.party, likeness(l.party_key, r.party_key)) as left_party,
        arg_max(r.party, likeness(l.party_key, r.party_key)) as right_party,
        bool_or(l.code <> r.code) as codes_differ,
        any_value(l.code) as code
    from list_parties as l
    inner join list_parties as r
        on
            (l.list = 'permit_cancellations' and r.list in ('plots', 'land_supply', 'monitored_enterprises'))
            or (l.list = 'land_supply' and r.list in ('plots', 'monitored_enterprises'))
    group by l.list, l.name, r.list, r.name
),

found as (
    select
        p.*,
        coalesce(p.is_by_code, false) as by_code
    from pairs as p
    cross join rules as t
    where
        t.rule_id = 'match_likeness'
        and (
            coalesce(p.is_by_code, false)
            or (p.likeness >= t.value::double / 100 and not coalesce(p.codes_differ, false))
        )
)

select
    left_list,
    left_name,
    right_list,
    right_name,
    if(by_code, 'credit_code', 'name') as matched_by,
    if(by_code, 1, likeness) as likeness,
    left_party,
    right_party,
    fold_name(left_party) = fold_name(right_party) as is_same_name,
    if(by_code, credit_code_is_sound(code), null) as is_code_sound
from found
qualify
    rank() over (
        partition by left_list, left_name, right_list
        order by by_code desc, if(by_code, 1, likeness) desc
    ) = 1;
