-- The files kept for one task up to a day, newest month first, those withdrawn at the end. One row per file.
select
    sha256,
    period,
    file_name,
    media_type,
    byte_size,
    person,
    uploaded_on,
    note,
    withdrawn_on,
    withdrawn_by,
    withdrawn_reason
from evidence
where
    task_id = $task_id::varchar
    and month_start(period) <= $as_of::date
order by withdrawn_on is not null asc, period desc, uploaded_on desc, file_name asc, sha256 asc
