-- The grace of a task that had something due when the notice was issued, and who asked it for evidence when. One row,
-- or none for a task without a grace. grace_ends_on is unknown while nobody has asked and the grace waits for it.
select
    nodes.task_id,
    settings.grace_from,
    settings.grace_days,
    any_value(requests.asked_on) as asked_on,
    any_value(requests.asked_by) as asked_by,
    any_value(requests.note) as note,
    max(nodes.grace_ends_on) filter (where isfinite(nodes.grace_ends_on)) as grace_ends_on
from node_dates as nodes
cross join settings
left join evidence_requests as requests on nodes.task_id = requests.task_id and requests.asked_on <= $as_of::date
where
    nodes.task_id = $task_id::varchar
    and (nodes.due_before_issue or nodes.due_on_issue_day)
    and coalesce(nodes.closed_on > $as_of::date, true)
group by all
