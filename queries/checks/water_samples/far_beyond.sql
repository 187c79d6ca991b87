-- A result that hardly any river has: many times the limit of class Ⅴ, or more oxygen than water takes up. One row per
-- offending line.
-- title: 数值异常偏大
-- severity: warning
-- Units mixed up, columns moved or a decimal point lost look like this; both bounds are rows of water_statistics.
with bounds as (
    select
        l.item,
        max(l.class_5) * any_value(w.plausible_times) as highest
    from water_limits as l
    cross join water_settings as w
    where l.class_5 is not null and l.item not in ('ph', 'dissolved_oxygen')
    group by l.item
    union all
    select
        'dissolved_oxygen' as item,
        plausible_oxygen as highest
    from water_settings
)

select
    u.line,
    'value' as column_name,
    as_written(u.value) as value,
    '这一项很少超过' || format('{:g}', b.highest) || '，请核对单位、小数点和是否填错了列。' as message
from upload as u
inner join bounds as b on u.indicator = b.item
where u.value > b.highest
order by u.line
