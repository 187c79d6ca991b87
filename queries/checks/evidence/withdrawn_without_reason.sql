-- Who withdraws a file says so and why: the mark is all that is left of it on screen. One row per offending line.
-- title: 撤回说明
-- severity: error
select
    line,
    'withdrawn_reason' as column_name,
    file_name as value,
    '撤回材料要写明撤回人和原因，请补上。' as message
from upload
where withdrawn_on is not null and (withdrawn_by is null or withdrawn_reason is null)
order by line
