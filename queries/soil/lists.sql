-- The lists that the soil plan needs and the notice does not have (T73). One row per list; NULL rows: never reported.
with stored as (
    select
        'plots' as dataset,
        upload_id
    from plots
    union all
    select
        'plot_steps' as dataset,
        upload_id
    from plot_steps
    union all
    select
        'plot_samples' as dataset,
        upload_id
    from plot_samples
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
    union all
    select
        'self_monitoring' as dataset,
        upload_id
    from self_monitoring
    union all
    select
        'land_supply' as dataset,
        upload_id
    from land_supply
    union all
    select
        'farmland_units' as dataset,
        upload_id
    from farmland_units
    union all
    select
        'farmland_samples' as dataset,
        upload_id
    from farmland_samples
    union all
    select
        'quarterly_dispatch' as dataset,
        upload_id
    from quarterly_dispatch
    union all
    select
        'department_shares' as dataset,
        upload_id
    from department_shares
    union all
    select
        'soil_funds' as dataset,
        upload_id
    from soil_funds
)

select
    lists.dataset,
    nullif(count(stored.upload_id), 0) as rows_stored,
    max(uploads.uploaded_at) as uploaded_at
from (
    select unnest(
        [
            'plots', 'plot_steps', 'plot_samples', 'land_findings', 'monitored_enterprises', 'self_monitoring',
            'permit_cancellations', 'land_supply', 'farmland', 'farmland_units', 'farmland_samples',
            'quarterly_dispatch', 'department_shares', 'soil_funds'
        ]
    ) as dataset
) as lists
left join stored on lists.dataset = stored.dataset
left join uploads on stored.upload_id = uploads.upload_id
group by lists.dataset
order by lists.dataset
