-- What a column of task ids may hold although no one dataset lists it: tasks and projects. One row per id.
select task_id
from ledger_rows
order by source_line, task_id
