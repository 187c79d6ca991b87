-- The findings of inspections at hidden plots, and those at no registered plot that have the name of a hidden one.
-- One row per finding.
select s.finding_id
from land_finding_spans as s
cross join hidden_words as w
left join hidden_plots as h on s.plot_id = h.plot_id
left join plots as p on s.plot_id = p.plot_id
where h.plot_id is not null or (p.plot_id is null and tells_of(s.plot_name, w.names))
