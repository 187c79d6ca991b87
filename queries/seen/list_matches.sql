-- What matches what is found in whole; names that tell of a hidden plot are withheld. One row per pair of rows.
select
    m.left_list,
    coalesce(l.shown, m.left_name) as left_name,
    m.right_list,
    coalesce(r.shown, m.right_name) as right_name,
    m.matched_by,
    m.likeness,
    if(coalesce(l.name, r.name) is null or m.left_party is null, m.left_party, withheld()) as left_party,
    if(coalesce(l.name, r.name) is null or m.right_party is null, m.right_party, withheld()) as right_party,
    m.is_same_name,
    m.is_code_sound
from list_matches as m
left join hidden_names as l on m.left_list = l.list and m.left_name = l.name
left join hidden_names as r on m.right_list = r.list and m.right_name = r.name
