-- The samples of plots: of a hidden one, or of one that no register has, only that there are so many.
-- One row per sample and item.
select
    s.plot_id,
    if(h.plot_id is null and p.plot_id is not null, s.point, withheld()) as point,
    if(h.plot_id is null and p.plot_id is not null, s.depth, withheld()) as depth,
    if(h.plot_id is null and p.plot_id is not null, s.date, null) as date,
    if(h.plot_id is null and p.plot_id is not null, s.item, null) as item,
    if(h.plot_id is null and p.plot_id is not null, s.value, null) as value,
    if(h.plot_id is null and p.plot_id is not null, s.is_below_limit, null) as is_below_limit,
    if(h.plot_id is null and p.plot_id is not null, s.source, withheld()) as source,
    s.upload_id,
    s.line
from plot_samples as s
left join plots as p on s.plot_id = p.plot_id
left join hidden_plots as h on s.plot_id = h.plot_id
