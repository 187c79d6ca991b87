-- How the latest month compares with the month before and with the same month a year ago. One row per section and span.
-- Source: 环办〔2011〕22号 (water_change, water_share_change). The row without a section is the district: by grades where
-- both months have the same sections, fewer than five, by shares where both have five: the mean of other sections is no
-- change of anything. A month without a class, such as a dry one, cannot be compared.
with months as (
    select
        v.section,
        v.month,
        v.class,
        s.status,
        s.grade,
        'section' as scope,
        v.section as named,
        null::double as points
    from section_verdicts($as_of::date) as v
    left join water_statuses as s on s.scope = 'section' and v.class = s.step
    union all
    select
        null as section,
        month,
        class,
        status,
        grade,
        scope,
        named,
        good_share - worse_share as points
    from district_months($as_of::date)
),

latest as (
    select
        *,
        month_start(month) as first_day
    from months
    qualify row_number() over (partition by section order by month desc) = 1
),

spans as (
    select
        l.*,
        unnest(['last_month', 'last_year']) as against,
        unnest([month_of(l.first_day - interval 1 month), month_of(l.first_day - interval 1 year)]) as earlier_month
    from latest as l
),

compared as (
    select
        s.section,
        s.month,
        s.against,
        s.class,
        s.status,
        s.earlier_month,
        e.class as earlier_class,
        e.status as earlier_status,
        s.scope,
        case when s.scope = e.scope and s.scope = 'section' and s.named = e.named then e.grade - s.grade end as steps,
        case when s.scope = e.scope and s.scope = 'river' then s.points - e.points end as points
    from spans as s
    left join months as e on s.section is not distinct from e.section and s.earlier_month = e.month
)

select
    c.section,
    c.month,
    c.against,
    c.class,
    c.status,
    c.earlier_month,
    c.earlier_class,
    c.earlier_status,
    c.steps,
    half_even(c.points, 1) as points,
    case
        when c.scope = 'river' then water_share_change(c.points, w.unmarked_points, w.marked_points)
        else water_change(c.steps, w.marked_steps)
    end as change
from compared as c
cross join water_settings as w
left join section_goals as g on c.section = g.section
order by c.section is null, g.position nulls last, c.section, c.against
