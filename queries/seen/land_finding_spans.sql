-- Which finding is at which plot is found in whole; a hidden plot is not named. One row per finding.
select
    s.finding_id,
    s.plot_id,
    if(h.finding_id is not null, withheld(), s.plot_name) as plot_name,
    struck_out(s.problem, w.names) as problem,
    s.opened_on,
    s.closed_on,
    if(h.finding_id is not null, withheld(), s.source) as source
from land_finding_spans as s
cross join hidden_words as w
left join hidden_findings as h on s.finding_id = h.finding_id
