-- Every value of a file of some length the same: a column dragged down. One row.
-- title: 数值全部相同
-- severity: warning
select
    min(line) as line,
    'value' as column_name,
    as_written(any_value(value)) as value,
    '全部' || count(*) || '个数值完全相同，请核对是否误填或拖拽复制。' as message
from upload
having count(*) >= 6 and count(distinct value) = 1
