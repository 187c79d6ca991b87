-- How many contradictions touch each page, and how many are confirmed. One row per page.
select
    page,
    count(*) as count,
    count(decided_by) as confirmed
from questions
group by page
order by page
