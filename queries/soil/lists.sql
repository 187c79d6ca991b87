-- The lists that the soil plan needs and the notice does not have (T73). One row per list; NULL rows: never reported.
with stored as (
    select
        'plots' as dataset,
        upload_id
    from plots
    union all
    select
        'monitored_enterprises' as dataset,
        upload_id
    from monitored_enterprises
    union all
    select
        'permit_cancellations' as dataset,
        upload_id
    from permit_cancellations
    union all
    select
        'land_findings' as dataset,
        upload_id
    from land_findings
    union all
    select
        'farmland' as dataset,
        upload_id
    from farmland
)

select
    lists.dataset,
    nullif(count(stored.upload_id), 0) as rows_stored,
    max(uploads.uploaded_at) as uploaded_at
from (
    select unnest(
        ['plots', 'monitored_enterprises', 'permit_cancellations', 'land_findings', 'farmland']
    ) as dataset
) as lists
left join stored on lists.dataset = stored.dataset
left join uploads on stored.upload_id = uploads.upload_id
group by lists.dataset
order by lists.dataset
