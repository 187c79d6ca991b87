-- A content that hardly any soil has: many times the intervention value of class 2. One row per offending line.
-- title: 数值异常偏大
-- severity: warning
-- Units mixed up, columns moved or a decimal point lost look like this; how many times is a row of plot_sample_rules.
select
    u.line,
    'value' as column_name,
    as_written(u.value) as value,
    '超过第二类用地管制值（' || format('{:g}', l.intervention) || ' mg/kg）的' || format('{:g}', r.bound)
    || '倍，请核对单位、小数点和是否填错了列。' as message
from upload as u
inner join soil_limits as l on u.item = l.item and l.land_class = 2
inner join plot_sample_rules as r on r.bound_id = 'plausible_times'
where u.value > r.bound * l.intervention and u.item <> 'dioxins_total'
order by u.line
