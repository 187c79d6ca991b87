-- The recurring duties that fall due in the month or quarter of a day, and whether each was done. One row per duty.
select
    node_id,
    task_id,
    deliverable,
    cadence,
    due_date,
    is_done
from recurring_duties($as_of::date)
order by due_date, node_id
