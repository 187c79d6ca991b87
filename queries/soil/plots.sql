-- The plots with the step they have reached and what forbids building on them, worst first. One row per plot.
select
    plots.plot_id,
    plots.name,
    plots.former_use,
    plots.planned_use,
    plots.is_listed,
    plots.is_heavy,
    status.verdict,
    status.conditions,
    status.quotes,
    status.is_violation,
    status.current_step,
    status.survey,
    status.risk_assessment,
    status.remediation,
    status.effect_assessment,
    status.is_building,
    plots.lon,
    plots.lat,
    plots.crs,
    plots.source,
    uploads.is_demo
from plots
inner join plot_status($as_of::date) as status on plots.plot_id = status.plot_id
left join uploads on plots.upload_id = uploads.upload_id
order by
    status.is_violation desc,
    list_position(['forbidden', 'blocked', 'unknown', 'clear'], status.verdict),
    plots.plot_id asc
