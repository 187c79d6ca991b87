-- The supply plan: of a row that tells of a hidden plot neither its name nor who used it. One row per year and plot.
select
    l.year,
    coalesce(n.shown, l.plot_name) as plot_name,
    if(n.name is null or l.former_user is null, l.former_user, withheld()) as former_user,
    if(n.name is null, l.credit_code, null) as credit_code,
    l.planned_use,
    l.area,
    if(n.name is null, l.source, withheld()) as source,
    l.upload_id,
    l.line
from land_supply as l
left join hidden_names as n on n.list = 'land_supply' and l.plot_name = n.name
