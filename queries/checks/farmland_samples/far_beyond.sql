-- A content that hardly any farmland has: many times the highest limit of its item. One row per offending line.
-- title: 数值异常偏大
-- severity: warning
-- Units mixed up, columns moved or a decimal point lost look like this; how many times is a row of plot_sample_rules.
with highest as (
    select
        item,
        max(limit_value) as limit_value
    from farmland_limits
    group by item
)

select
    u.line,
    'value' as column_name,
    as_written(u.value) as value,
    '超过农用地最高限值（' || format('{:g}', h.limit_value) || ' mg/kg）的' || format('{:g}', r.bound)
    || '倍，请核对单位、小数点和是否填错了列。' as message
from upload as u
inner join highest as h on u.item = h.item
inner join plot_sample_rules as r on r.bound_id = 'plausible_times'
where u.value > r.bound * h.limit_value
order by u.line
