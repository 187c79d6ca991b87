-- The recurring duties of a month or its quarter, of tasks and of the office, and how each stands on a day. One row per
-- duty: done, open or overdue. Without a month it is that of the day; none fell due before the notice (L350).
with instances as (
    from recurring_duties($as_of::date, coalesce($month::varchar, month_of($as_of::date)))
)

select
    instances.node_id,
    instances.task_id,
    instances.deliverable,
    instances.cadence,
    instances.due_date,
    instances.due_date as due,
    instances.is_done,
    case
        when instances.is_done then 'done'
        when instances.due_date < $as_of::date then 'overdue'
        else 'open'
    end as state
from instances
cross join settings
where instances.due_date >= settings.issue_date
order by instances.due_date, instances.node_id
