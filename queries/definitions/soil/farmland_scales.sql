-- The screening and control value of each item for each kind of land and band of pH. One row per item, kind of land and
-- band. Source: GB 15618-2018 tables 1 to 3 (farmland_limits). Paddy and orchard have a column for some items and are
-- 其他 for the rest: copper has none for paddy, the others none for orchard. A rotation of paddy and dry crops takes
-- the stricter of both columns. A band begins above its lower edge and ends with its upper one; an item that no band
-- divides is limited at any pH, known or not. Items without a control value cannot exceed one.
create or replace table farmland_scales as
with kinds as (
    select unnest(['paddy', 'other', 'orchard', 'rotation']) as land_kind
),

columns_of_item as (
    select
        item,
        list(distinct land) as lands
    from farmland_limits
    where value_type = 'screening'
    group by item
),

read_by as (
    select
        k.land_kind,
        c.item,
        case
            when list_contains(c.lands, 'all') then ['all']
            when k.land_kind = 'rotation' then ['paddy', 'other']
            when list_contains(c.lands, k.land_kind) then [k.land_kind]
            else ['other']
        end as lands
    from kinds as k
    cross join columns_of_item as c
),

screening as (
    select
        r.land_kind,
        s.item,
        s.ph_band,
        any_value(s.title) as title,
        any_value(s.symbol) as symbol,
        any_value(s.unit_of_measure) as unit_of_measure,
        any_value(s.ph_above) as ph_above,
        any_value(s.ph_up_to) as ph_up_to,
        any_value(s.clause) as clause,
        min(s.limit_value) as screening,
        min(s.line) as position
    from read_by as r
    inner join farmland_limits as s
        on s.value_type = 'screening' and r.item = s.item and list_contains(r.lands, s.land)
    group by r.land_kind, s.item, s.ph_band
)

select
    s.land_kind,
    s.item,
    s.ph_band,
    s.title,
    s.symbol,
    s.unit_of_measure,
    s.ph_above,
    s.ph_up_to,
    s.screening,
    c.limit_value as control,
    s.clause || coalesce('、' || c.clause, '') as clause,
    min(s.position) over (partition by s.item) as position
from screening as s
left join farmland_limits as c
    on c.value_type = 'control' and s.item = c.item and s.ph_band = c.ph_band;
