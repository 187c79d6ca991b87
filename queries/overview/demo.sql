-- Whether any stored row of a dataset came with demonstration data. One row per reported dataset with rows.
with present as (
    select
        'air_monthly' as dataset,
        upload_id
    from air_monthly
    union all
    select
        'air_daily' as dataset,
        upload_id
    from air_daily_months
    union all
    select
        'air_dust_days' as dataset,
        upload_id
    from air_dust_days
    union all
    select
        'dustfall' as dataset,
        upload_id
    from dustfall
    union all
    select
        'city_rankings' as dataset,
        upload_id
    from city_rankings
    union all
    select
        'episodes' as dataset,
        upload_id
    from episodes
    union all
    select
        'stations' as dataset,
        upload_id
    from stations
    union all
    select
        'section_months' as dataset,
        upload_id
    from section_months
    union all
    select
        'section_items' as dataset,
        upload_id
    from section_items
    union all
    select
        'project_progress' as dataset,
        upload_id
    from project_progress
    union all
    select
        'outfalls' as dataset,
        upload_id
    from outfalls
    union all
    select
        'outfall_limits' as dataset,
        upload_id
    from outfall_limits
    union all
    select
        'outfall_samples' as dataset,
        upload_id
    from outfall_samples
    union all
    select
        'outfall_tracing' as dataset,
        upload_id
    from outfall_tracing
    union all
    select
        'water_problems' as dataset,
        upload_id
    from water_problems
    union all
    select
        'old_estates' as dataset,
        upload_id
    from old_estates
    union all
    select
        'section_plans' as dataset,
        upload_id
    from section_plans
    union all
    select
        'ecological_flows' as dataset,
        upload_id
    from ecological_flows
    union all
    select
        'daily_flows' as dataset,
        upload_id
    from daily_flows
    union all
    select
        'water_sources' as dataset,
        upload_id
    from water_sources
    union all
    select
        'water_source_samples' as dataset,
        upload_id
    from water_source_samples
    union all
    select
        'water_source_volumes' as dataset,
        upload_id
    from water_source_volumes
    union all
    select
        'black_odour_waters' as dataset,
        upload_id
    from black_odour_waters
    union all
    select
        'black_odour_points' as dataset,
        upload_id
    from black_odour_points
    union all
    select
        'black_odour_samples' as dataset,
        upload_id
    from black_odour_samples
    union all
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
        'soil_backgrounds' as dataset,
        upload_id
    from soil_backgrounds
    union all
    select
        'monitored_enterprises' as dataset,
        upload_id
    from monitored_enterprises
    union all
    select
        'self_monitoring' as dataset,
        upload_id
    from self_monitoring
    union all
    select
        'map_outlines' as dataset,
        upload_id
    from map_outlines
    union all
    select
        'permit_cancellations' as dataset,
        upload_id
    from permit_cancellations
    union all
    select
        'land_supply' as dataset,
        upload_id
    from land_supply
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
    union all
    select
        'task_reports' as dataset,
        upload_id
    from report_uploads
    union all
    select
        'closures' as dataset,
        upload_id
    from closures
    union all
    select
        'closure_steps' as dataset,
        upload_id
    from closure_steps
    union all
    select
        'evidence' as dataset,
        upload_id
    from evidence
    union all
    select
        'evidence_requests' as dataset,
        upload_id
    from evidence_requests
    union all
    select
        'escalation_actions' as dataset,
        upload_id
    from escalation_actions
)

select
    present.dataset,
    bool_or(uploads.is_demo) as is_demo
from present
inner join uploads on present.upload_id = uploads.upload_id
group by present.dataset
order by present.dataset
