-- The log of what departments shared up to a day, newest first. One row per department, day and subject.
-- NULL filters nothing.
select
    department,
    shared_on,
    year(shared_on) || '-Q' || quarter(shared_on) as quarter,
    subject,
    shared_with,
    content,
    source
from department_shares
where
    shared_on <= $as_of::date
    and ($unit::varchar is null or department = canonical_unit($unit::varchar))
order by shared_on desc, department asc, subject asc
