-- The rates of safe use on a day, each with the definition it is counted by. One row per rate.
-- Source: L274 names no figure; the definitions are rows of rules. Farmland: (B + C + D) / E by area, with B
-- land under priority protection whose soil is above screening, C land of safe use under measures whose produce meets
-- its standard, D land under strict control with its measure, E all three kinds. Land without a measure is not safe;
-- where a unit of E has no area, no soil result or, with a measure, no produce result, the rate is not worked out.
-- Construction land: of the plots whose use has changed to 一住两公 those that passed every gate, by area; counted in
-- any case, said as a rate once the office has named that definition.
with polluted as (
    select
        *,
        case category
            when 'priority' then soil_verdict <> 'low_risk'
            else true
        end as is_polluted,
        case category
            when 'priority' then true
            when 'safe_use' then measure is not null and produce = 'meets'
            when 'strict' then measure is not null
        end as is_safe,
        area is null
        or (category = 'priority' and soil_verdict in ('unknown', 'unmonitored'))
        or (category = 'safe_use' and measure is not null and produce is null) as is_open
    from farmland_status($as_of::date)
    where category is not null
),

counted as (
    select
        'farmland' as rate,
        count(*) as units,
        count(*) filter (where is_open and is_polluted) as open_units,
        count(*) filter (where is_polluted and is_safe) as safe_units,
        sum(area) filter (where is_polluted) as counted_area,
        coalesce(sum(area) filter (where is_polluted and is_safe), 0) as safe_area
    from polluted
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
        case
            when r.value is null then 'undefined'
            when c.units = 0 then 'unreported'
            when c.open_units > 0 or coalesce(c.counted_area, 0) = 0 then 'insufficient'
            else 'counted'
        end as state
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
