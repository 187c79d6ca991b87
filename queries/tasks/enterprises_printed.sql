-- The enterprises that tasks and projects name, each as it is printed there. One row per name and task.
select
    mentioned_in as task_id,
    printed,
    enterprise
from named_enterprises
order by task_id, printed
