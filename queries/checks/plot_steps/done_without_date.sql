-- A finished step needs its date: a survey dated after the change of use does not open the gate. One row per line.
-- title: 缺完成日期
-- severity: error
select
    line,
    'done_on' as column_name,
    null as value,
    '已完成的步骤要填完成日期（先后次序关系到能否准入）。' as message
from upload
where status = 'done' and done_on is null
order by line
