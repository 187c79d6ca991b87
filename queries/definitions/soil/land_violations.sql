-- Everything found unlawful in the use of land, by rule and by inspection. One row per finding, and per plot and time.
-- Source: notice L318 (S-13). A plot that breaks a rule while a finding of an inspection at it is open is one matter
-- and counts as the finding: `findings` are those at the plot that overlap, each with its two days.
create or replace table land_violations as
with findings as (
    select
        f.finding_id,
        coalesce(f.plot_id, p.plot_id) as plot_id,
        f.plot_name,
        f.problem,
        f.found_on as opened_on,
        coalesce(f.rectified_on, 'infinity'::date) as closed_on,
        f.source
    from land_findings as f
    left join plots as p on f.plot_id is null and f.plot_name = p.name
)

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
from findings
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
left join findings as f on v.plot_id = f.plot_id
group by v.plot_id, v.opened_on, v.closed_on;
