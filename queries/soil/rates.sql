-- The rates of safe use on a day, each with the definition it is counted by. One row per rate.
-- Source: L274 names no figure; the definitions are rows of rules. Farmland: farmland_safe_use; where a unit lacks its
-- area, its soil result or, with a measure, its produce result, the rate is not worked out (rate_state).
-- Construction land: of the plots whose use has changed to 一住两公 those that passed every gate, by area; counted in
-- any case, said as a rate once the office has named that definition.
with counted as (
    select
        'farmland' as rate,
        *
    from farmland_safe_use($as_of::date)
    union all
    select
        'construction' as rate,
        count(*) as units,
        count(*) filter (where s.verdict = 'unknown' or s.is_violation is null or p.area is null) as open_units,
        count(*) filter (where s.verdict = 'clear' and not s.is_violation) as safe_units,
        sum(p.area) as counted_area,
        coalesce(sum(p.area) filter (where s.verdict = 'clear' and not s.is_violation), 0) as safe_area
    from plots as p
    inner join plot_facts as f on p.plot_id = f.plot_id and f.is_sensitive
    inner join plot_status($as_of::date) as s on p.plot_id = s.plot_id
    inner join plot_steps_on($as_of::date) as u
        on p.plot_id = u.plot_id and u.step = 'use_change' and u.status = 'done'
),

named as (
    select
        'farmland' as rate,
        name,
        quote,
        source_line,
        assigned_value,
        assigned_document
    from indicators
    where indicator_id = 'IS-03'
    union all
    select
        'construction' as rate,
        '重点建设用地安全利用率' as name,
        deliverable as quote,
        source_line,
        null as assigned_value,
        null as assigned_document
    from task_nodes
    where node_id = 'S-09-1'
),

judged as (
    select
        c.*,
        r.value as definition,
        r.meaning,
        r.basis,
        rate_state(r.value, c.units, c.open_units, c.counted_area) as state
    from counted as c
    inner join rules as r on r.rule_id = c.rate || '_rate_definition'
)

select
    j.rate,
    n.name,
    n.quote,
    n.source_line,
    n.assigned_value,
    n.assigned_document,
    j.definition,
    j.meaning,
    j.basis,
    nullif(j.units, 0) as units,
    j.open_units,
    j.safe_units,
    j.counted_area,
    j.safe_area,
    case when j.state = 'counted' then j.safe_area / j.counted_area * 100 end as percent,
    j.state
from judged as j
left join named as n on j.rate = n.rate
order by j.rate desc
