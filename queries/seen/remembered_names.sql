-- Spellings that were explained: not those of a hidden plot. One row per scope and spelling.
-- shown: by no query
select
    r.scope,
    r.spelling,
    r.meaning,
    r.person,
    r.decided_on,
    r.upload_id,
    r.line
from remembered_names as r
left join hidden_plots as h on r.scope = 'plots' and r.meaning = h.plot_id
where h.plot_id is null
