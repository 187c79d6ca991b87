-- A use that the law forbids this plot: 一住两公 on a listed plot, a school or home on a heavily polluted one. One row per
-- offending line.
-- title: 禁止的规划用途
-- severity: error
-- Source: Soil Law 61, notice L296-L298 (plot_rules, plot_rule_acts). It does not matter which of both is new: the list
-- may be stored already while the file has only the use. A use that was settled first is a violation to be recorded and
-- shown, so it passes: one that is stored, or whose day is before that of the list; the day of the use before is no
-- day of another. Heavy pollution does not end in the file that plans homes.
with planned as (
    select
        u.line,
        c.name as use_name,
        c.is_home_or_school and (u.is_heavy or coalesce(stored.is_heavy, false)) as breaks_heavy,
        c.is_residential_or_public
        and u.is_listed
        and (coalesce(u.planned_on >= u.listed_on, true) or u.planned_on = stored.planned_on)
        and not is_delisted(u.plot_id, $today::date) as breaks_listed
    from upload as u
    inner join land_classes as c on u.planned_use = c.code
    left join plots as stored on u.plot_id = stored.plot_id
    where stored.planned_use is distinct from u.planned_use
)

select
    p.line,
    'planned_use' as column_name,
    p.use_name as value,
    '“' || p.use_name || '”不能用于这个地块：' || r.condition || '的，一律禁止（' || a.clause || '）。请改为允许的用途'
    || if(r.rule_id = 'listed', '；用途在列入名录之前已经确定的，请填写规划用途确定日期和列入名录日期，作为违规记录。', '。')
        as message
from planned as p
inner join plot_rules as r
    on case r.rule_id when 'listed' then p.breaks_listed when 'heavy' then p.breaks_heavy else false end
inner join plot_rule_acts as a on r.rule_id = a.rule_id and a.act = 'use_change'
order by p.line, r.rule_id
