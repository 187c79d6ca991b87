-- The projects with funds as last reported up to a day: issued, paid, progress (S-11, L312). One row per project.
-- A quarter is known from its last day. NULL filters nothing.
with known as (
    select
        *,
        year || '-Q' || quarter as of_quarter
    from soil_funds
    where cadence_end('quarterly', make_date(year, quarter * 3, 1)) <= $as_of::date
)

select
    project,
    of_quarter as quarter,
    department,
    issued,
    paid,
    paid / nullif(issued, 0) * 100 as paid_percent,
    works_percent,
    problem,
    source
from known
where $unit::varchar is null or department = canonical_unit($unit::varchar)
qualify row_number() over (partition by project order by year desc, quarter desc) = 1
order by department, project
