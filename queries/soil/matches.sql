-- Cancelled permits and land to be supplied with what they match among plots, key units and supply, or nothing.
-- One row per row of the two lists and match. NULL filters nothing. The lists are compared as they stand, on any day.
with lists as (
    select distinct
        list,
        name
    from list_parties
    where list in ('permit_cancellations', 'land_supply')
),

supply as (
    select * from land_supply
    qualify row_number() over (partition by plot_name order by year desc) = 1
)

select
    l.name as "left",
    m.right_name as "right",
    coalesce(m.matched_by, 'none') as by,
    m.likeness,
    l.list as left_list,
    m.right_list,
    m.left_party,
    m.right_party,
    m.is_same_name,
    m.is_code_sound,
    c.credit_code,
    c.kind,
    c.cancelled_on,
    s.former_user,
    s.planned_use,
    s.area,
    s.year
from lists as l
left join list_matches as m on l.list = m.left_list and l.name = m.left_name
left join permit_cancellations as c on l.list = 'permit_cancellations' and l.name = c.enterprise
left join supply as s on l.list = 'land_supply' and l.name = s.plot_name
where
    $keyword::varchar is null
    or contains(
        fold_name(concat_ws(' ', l.name, m.right_name, m.left_party, m.right_party, c.credit_code, s.former_user)),
        fold_name($keyword::varchar)
    )
order by
    list_position(['permit_cancellations', 'land_supply'], l.list) asc,
    list_position(['credit_code', 'name', 'none'], coalesce(m.matched_by, 'none')) asc,
    m.likeness desc,
    l.name asc,
    list_position(['plots', 'land_supply', 'monitored_enterprises'], m.right_list) asc,
    m.right_name asc
