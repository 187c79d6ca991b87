-- More paid than was issued. One row per offending line.
-- title: 支付大于下达
-- severity: warning
select
    line,
    'paid' as column_name,
    as_written(paid) as value,
    '支付资金大于下达资金（' || as_written(issued) || '万元），请核对单位和小数点。' as message
from upload
where paid > issued
order by line
