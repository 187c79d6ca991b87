-- More estates than the goal of W-07 names: what is beyond is counted apart, a wrong name too. One row per line.
-- title: 超出目标数
-- severity: warning
with goal as (
    select
        value::integer as goal,
        source_line
    from indicators
    where indicator_id = 'IW-08'
),

stored as (
    select distinct estate_key(estate) as same from old_estates
),

fresh as (
    select
        estate_key(estate) as same,
        min(line) as line,
        arg_min(estate, line) as estate
    from upload
    where estate_key(estate) not in (select stored.same from stored)
    group by same
),

numbered as (
    select
        *,
        (select count(*) from stored) + row_number() over (order by line) as nth
    from fresh
)

select
    n.line,
    'estate' as column_name,
    n.estate as value,
    '连同已上报的共' || n.nth || '个小区，多于文件的' || g.goal || '个（第' || g.source_line
    || '行），多出的另计；请核对是否写错了名称或重复。' as message
from numbered as n
cross join goal as g
where n.nth > g.goal
order by n.line
