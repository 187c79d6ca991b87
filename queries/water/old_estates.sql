-- The old estates by town, and which of them were done by a day. One row per town.
with named as (
    select
        coalesce(town, '未填') as town,
        estate,
        coalesce(done_on <= $as_of::date, false) as is_done
    from old_estates
)

select
    town,
    count(*) as listed,
    count(*) filter (where is_done) as done,
    string_agg(estate, '、' order by estate) filter (where is_done) as done_names,
    string_agg(estate, '、' order by estate) filter (where not is_done) as open_names
from named
group by town
order by town
