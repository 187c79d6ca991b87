-- The register of outfalls in use on a day, with what each is and who answers for it. One row per outfall.
with limits as (
    select
        outfall,
        count(*) as limits,
        string_agg(distinct document, '、' order by document) as documents
    from outfall_limits
    group by outfall
),

in_use as (
    select * from outfalls
    where coalesce(opened_on <= $as_of::date, true) and coalesce(closed_on >= $as_of::date, true)
)

select
    o.outfall,
    o.river,
    o.kind,
    o.town,
    o.owner,
    o.measure,
    o.lon is not null as is_located,
    coalesce(l.limits, 0) as limits,
    l.documents,
    o.source
from in_use as o
left join limits as l on o.outfall = l.outfall
order by o.line, o.outfall
