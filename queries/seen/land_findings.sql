-- The findings of inspections: one at a hidden plot does not name it, nor does its text. One row per finding.
select
    f.finding_id,
    if(h.finding_id is not null, withheld(), f.plot_name) as plot_name,
    f.plot_id,
    struck_out(f.problem, w.names) as problem,
    f.found_on,
    f.rectified_on,
    if(h.finding_id is not null, withheld(), f.source) as source,
    f.upload_id,
    f.line
from land_findings as f
cross join hidden_words as w
left join hidden_findings as h on f.finding_id = h.finding_id
