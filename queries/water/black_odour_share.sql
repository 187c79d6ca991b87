-- How many black-odour waters are cleared, of those listed and of those graded, against what was assigned. One row.
-- Source: 黑臭水体消除比例完成市定年度目标 (L188), IW-05, which has no figure until it is assigned (T58).
with counted as (
    select
        count(*) as waters,
        count(*) filter (where grade not in ('insufficient', 'unmonitored')) as graded,
        count(*) filter (where grade = 'clean') as cleared
    from black_odour_status($as_of::date)
)

select
    nullif(c.waters, 0) as waters,
    if(c.waters = 0, null, c.graded) as graded,
    if(c.waters = 0, null, c.cleared) as cleared,
    half_even(100 * c.cleared / nullif(c.graded, 0), 1) as cleared_share,
    i.assigned_value,
    i.assigned_document,
    i.quote,
    i.source_line
from counted as c
cross join indicators as i
where i.indicator_id = 'IW-05'
