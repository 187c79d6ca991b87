-- The tasks that had something due when the notice was issued, with what was asked of them. One row per task.
select
    due.task_id,
    requests.asked_on,
    requests.asked_by,
    requests.note
from (
    select distinct task_id
    from node_dates
    where due_before_issue or due_on_issue_day
) as due
left join evidence_requests as requests on due.task_id = requests.task_id
order by due.task_id
