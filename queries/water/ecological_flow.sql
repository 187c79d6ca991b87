-- On how many days of the year so far each section had the flow that ecology needs. One row per section.
-- Days are of those reported; a day without a flow is unknown, neither met nor missed.
with summed as (
    select
        section,
        count(*) as days,
        count(*) filter (where is_met) as days_met,
        count(*) filter (where not is_met) as days_missed,
        min(flow) as lowest_flow,
        arg_min(date, flow) as lowest_on,
        arg_max(flow, date) as latest_flow,
        max(date) as latest_on
    from flow_days($as_of::date)
    group by section
)

select
    s.section,
    e.required_flow,
    e.basis,
    coalesce(f.days, 0) as days,
    $as_of::date - date_trunc('year', $as_of::date)::date + 1 as days_of_year,
    if(e.section is not null, f.days_met, null) as days_met,
    if(e.section is not null, f.days_missed, null) as days_missed,
    if(e.section is not null, half_even(100 * f.days_met / f.days, 1), null) as met_share,
    f.lowest_flow,
    f.lowest_on,
    f.latest_flow,
    f.latest_on,
    case
        when e.section is null then 'no_requirement'
        when f.days is null then 'unreported'
        when f.days_missed > 0 then 'missed'
        else 'met'
    end as state
from sections as s
left join ecological_flows as e on s.section = e.section
left join summed as f on s.section = f.section
order by s.line
