-- The steps of plots: those of a hidden one without the papers, whose titles name it. One row per plot and step.
select
    s.plot_id,
    s.step,
    s.status,
    s.started_on,
    s.done_on,
    if(h.plot_id is null or s.document is null, s.document, withheld()) as document,
    s.reviewer,
    s.result,
    if(h.plot_id is null, s.source, withheld()) as source,
    s.upload_id,
    s.line
from plot_steps as s
left join hidden_plots as h on s.plot_id = h.plot_id
