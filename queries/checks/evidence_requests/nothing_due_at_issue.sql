-- A request for evidence of a task that had nothing due when the notice was issued. One row per offending line.
-- title: 没有宽限的任务
-- severity: warning
select
    line,
    'task_id' as column_name,
    task_id as value,
    '这项任务没有印发时已到期的节点，宽限期与它无关；请核对编号。' as message
from upload
where
    task_id in (select ledger_rows.task_id from ledger_rows)
    and task_id not in (
        select nodes.task_id
        from node_dates as nodes
        where nodes.due_before_issue or nodes.due_on_issue_day
    )
order by line
