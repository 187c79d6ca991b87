-- The tasks that had something due when the notice was issued, with what was asked of them. One row per task.
select
    due.task_id,
    ledger_rows.measure as task_text,
    requests.asked_on,
    requests.asked_by,
    requests.note
from (
    select distinct task_id
    from node_dates
    where due_before_issue or due_on_issue_day
) as due
inner join ledger_rows on due.task_id = ledger_rows.task_id
left join evidence_requests as requests on due.task_id = requests.task_id
order by due.task_id
