-- The last 24 months of every registered section, those without a report among them. One row per section and month.
-- Source: section_verdicts. Only months that are over by as_of.
with backs as (
    select unnest(range(1, 25))::integer as back
),

months as (
    select
        g.section,
        g.position,
        g.target_class,
        month_of((date_trunc('month', $as_of::date + 1) - to_months(b.back))::date) as month
    from section_goals as g
    cross join backs as b
)

select
    m.section,
    m.month,
    m.target_class,
    v.class,
    coalesce(v.state, 'unmonitored') as state,
    v.attained,
    v.basis,
    v.deciding,
    v.computed_class,
    v.exceeding
from months as m
left join section_verdicts($as_of::date) as v on m.section = v.section and m.month = v.month
order by m.position, m.month
