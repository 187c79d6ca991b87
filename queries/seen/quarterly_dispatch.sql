-- What departments reported each quarter: no text names a hidden plot. One row per task, quarter and department.
select
    d.task_id,
    d.year,
    d.quarter,
    d.department,
    d.reported_on,
    struck_out(d.content, w.names) as content,
    struck_out(d.problems, w.names) as problems,
    struck_out(d.source, w.names) as source,
    d.upload_id,
    d.line
from quarterly_dispatch as d
cross join hidden_words as w
