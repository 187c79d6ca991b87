-- A day of completion for what was not begun, or is not needed. One row per offending line.
-- title: 状态与日期不符
-- severity: error
select
    line,
    'done_on' as column_name,
    cast(done_on as varchar) as value,
    '状态写的是没有开展或不需要，却填了完成日期；完成了的请改状态，没有的请清空日期。' as message
from upload
where status in ('not_started', 'not_required') and done_on is not null
order by line
