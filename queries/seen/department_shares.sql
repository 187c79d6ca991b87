-- What departments shared of plots: no text names a hidden one. One row per department, day and subject.
select
    s.department,
    s.shared_on,
    s.subject,
    struck_out(s.shared_with, w.names) as shared_with,
    struck_out(s.content, w.names) as content,
    struck_out(s.source, w.names) as source,
    s.upload_id,
    s.line
from department_shares as s
cross join hidden_words as w
