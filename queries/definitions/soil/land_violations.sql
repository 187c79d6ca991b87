-- Everything found unlawful in the use of land, by rule and by inspection. One row per finding, and per plot and time.
-- Source: notice L318 (S-13). A plot that breaks a rule while a finding of an inspection at it is open is one matter
-- and counts as the finding: `findings` are those at the plot that overlap, each with its two days.
create or replace table land_violations as
select
    'inspection' as kind,
    finding_id as case_id,
    plot_id,
    plot_name,
    problem,
    opened_on,
    closed_on,
    source,
    null::struct(opened_on date, closed_on date)[] as findings
from land_finding_spans
union all
select
    'rule' as kind,
    v.plot_id as case_id,
    v.plot_id,
    any_value(p.name) as plot_name,
    null as problem,
    v.opened_on,
    v.closed_on,
    any_value(p.source) as source,
    list(struct_pack(opened_on := f.opened_on, closed_on := f.closed_on)) filter (
        where f.opened_on < v.closed_on and f.closed_on > v.opened_on
    ) as findings
from plot_violations as v
inner join plots as p on v.plot_id = p.plot_id
left join land_finding_spans as f on v.plot_id = f.plot_id
group by v.plot_id, v.opened_on, v.closed_on;
