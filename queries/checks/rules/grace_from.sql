-- A day for the grace to start from that means nothing. One row per offending line.
-- title: 宽限起算日
-- severity: error
select
    line,
    'value' as column_name,
    value,
    '宽限起算日应为“要求日”“印发日”或“不设”。' as message
from upload
where rule_id = 'grace_from' and coalesce(value, '') not in ('要求日', '印发日', '不设')
order by line
