-- What departments shared of plots in each quarter (S-09, L302). One row per quarter and department.
-- NULL filters nothing.
select
    quarter,
    department,
    state,
    shares,
    latest_on,
    subjects,
    is_this
from quarterly_shares($as_of::date)
where $unit::varchar is null or department = canonical_unit($unit::varchar)
order by starts_on, position
