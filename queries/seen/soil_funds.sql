-- The projects with funds: one that tells of a hidden plot is not named. One row per project and quarter.
select
    coalesce(n.shown, f.project) as project,
    f.year,
    f.quarter,
    f.department,
    f.issued,
    f.paid,
    f.works_percent,
    struck_out(f.problem, w.names) as problem,
    if(n.name is null, f.source, withheld()) as source,
    f.upload_id,
    f.line
from soil_funds as f
cross join hidden_words as w
left join hidden_names as n on n.list = 'soil_funds' and f.project = n.name
