-- Dioxins of such a content can only be in ng/kg: laboratories report so, and the limits are 0.00001 mg/kg. One row per
-- offending line.
-- title: 二噁英类单位
-- severity: error
select
    u.line,
    'value' as column_name,
    as_written(u.value) as value,
    '二噁英类以mg/kg计不会有这么大，像是ng/kg：请在表头或单位列写明“ng/kg”，本表自动换算；1 ng/kg＝0.000001 mg/kg。' as message
from upload as u
cross join plot_sample_rules as r
where u.item = 'dioxins_total' and r.bound_id = 'implausible_dioxins' and u.value >= r.bound
order by u.line
