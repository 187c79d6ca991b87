-- The plots: of a hidden one the number, town, area, planned use and lists are seen, by which all is judged.
-- One row per plot.
select
    p.plot_id,
    if(h.plot_id is null, p.name, withheld()) as name,
    p.town,
    if(h.plot_id is null, p.location, withheld()) as location,
    p.area,
    if(h.plot_id is null, p.former_use, withheld()) as former_use,
    if(h.plot_id is null, p.industry, withheld()) as industry,
    if(h.plot_id is null, p.owner, withheld()) as owner,
    if(h.plot_id is null, p.credit_code, null) as credit_code,
    p.supervising_unit,
    p.planned_use,
    p.planned_on,
    p.is_listed,
    p.listed_on,
    p.is_heavy,
    if(h.plot_id is null, p.lon, null) as lon,
    if(h.plot_id is null, p.lat, null) as lat,
    if(h.plot_id is null, p.crs, null) as crs,
    if(h.plot_id is null, p.outline, null) as outline,
    if(h.plot_id is null, p.source, withheld()) as source,
    p.upload_id,
    p.line
from plots as p
left join hidden_plots as h on p.plot_id = h.plot_id
