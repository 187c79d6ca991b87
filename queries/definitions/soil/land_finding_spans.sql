-- The findings of inspections with the plot they are at and the days between which they are open. One row per finding.
-- Source: notice L318 (S-13). A finding is at the plot whose number it gives, or at the only one that has its name.
create or replace table land_finding_spans as
with named as (
    select
        name,
        min(plot_id) as plot_id
    from plots
    group by name
    having count(*) = 1
)

select
    f.finding_id,
    coalesce(f.plot_id, n.plot_id) as plot_id,
    f.plot_name,
    f.problem,
    f.found_on as opened_on,
    coalesce(f.rectified_on, 'infinity'::date) as closed_on,
    f.source
from land_findings as f
left join named as n on f.plot_name = n.name and f.plot_id is null;
