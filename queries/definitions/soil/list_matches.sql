-- Rows of one list found in another: first by credit code, then by name with how alike it is. One row per pair of rows.
-- Source: S-06 (L294). By name only the most alike rows of a list, at or above match_likeness (rules); not where a code
-- has found one, nor where both have a code and these differ, or the numbers in their names do. A match by name is a
-- question to a person, no finding.
create or replace table list_matches as
with wanted (left_list, right_list) as (
    values
    ('permit_cancellations', 'plots'),
    ('permit_cancellations', 'land_supply'),
    ('permit_cancellations', 'monitored_enterprises'),
    ('land_supply', 'plots'),
    ('land_supply', 'monitored_enterprises'),
    ('land_supply', 'permit_cancellations')
),

threshold as (
    select try_cast(value as double) / 100 as least_likeness
    from rules
    where rule_id = 'match_likeness'
),

by_code as (
    select distinct
        l.list as left_list,
        l.name as left_name,
        r.list as right_list,
        r.name as right_name,
        l.code
    from list_parties as l
    inner join wanted as w on l.list = w.left_list
    inner join list_parties as r on w.right_list = r.list and l.code = r.code
),

possible as (
    select
        l.list as left_list,
        l.name as left_name,
        l.party as left_party,
        l.party_key as left_key,
        r.list as right_list,
        r.name as right_name,
        r.party as right_party,
        r.party_key as right_key,
        t.least_likeness
    from list_parties as l
    inner join wanted as w on l.list = w.left_list
    cross join threshold as t
    inner join list_parties as r on w.right_list = r.list and l.numbers = r.numbers
    where
        coalesce(l.code = r.code, true)
        and likeness_at_most(
            l.sign_count, l.signs, r.sign_count, r.signs, left(l.party_key, 1) = left(r.party_key, 1)
        ) >= t.least_likeness
),

compared as (
    select
        *,
        likeness(left_key, right_key) as likeness
    from possible
),

by_name as (
    select
        c.left_list,
        c.left_name,
        c.right_list,
        c.right_name,
        max(c.likeness) as likeness,
        arg_max(c.left_party, c.likeness) as left_party,
        arg_max(c.right_party, c.likeness) as right_party
    from compared as c
    anti join by_code as b
        on c.left_list = b.left_list and c.left_name = b.left_name and c.right_list = b.right_list
    group by c.left_list, c.left_name, c.right_list, c.right_name
    -- As a condition on single pairs it would be asked of all of them, before the cheap one.
    having max(c.likeness) >= max(c.least_likeness)
    qualify
        rank() over (
            partition by c.left_list, c.left_name, c.right_list
            order by max(c.likeness) desc
        ) = 1
)

select
    left_list,
    left_name,
    right_list,
    right_name,
    'credit_code' as matched_by,
    1.0::double as likeness,
    null::varchar as left_party,
    null::varchar as right_party,
    null::boolean as is_same_name,
    credit_code_is_sound(code) as is_code_sound
from by_code
union all
select
    left_list,
    left_name,
    right_list,
    right_name,
    'name' as matched_by,
    likeness,
    left_party,
    right_party,
    fold_name(left_party) = fold_name(right_party) as is_same_name,
    null as is_code_sound
from by_name;
