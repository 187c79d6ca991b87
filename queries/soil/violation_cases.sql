-- Violations in the use of land known on a day, those in stock first, with the rules and clauses they break. One row
-- per finding of an inspection, and per plot and time in which it broke a rule.
-- `state`: open, merged where an open finding at the plot counts for it, closed.
with broken as (
    select
        v.kind,
        v.case_id,
        v.opened_on,
        string_agg(distinct r.condition, '；' order by r.condition) as conditions,
        string_agg(distinct a.clause, '；' order by a.clause) as clauses,
        string_agg(distinct b.act, ',' order by b.act) as acts
    from land_violations as v
    inner join plot_breaches as b
        on v.plot_id = b.plot_id and v.opened_on <= b.closed_on and v.closed_on >= b.opened_on and b.is_known
    inner join plot_rules as r on b.rule_id = r.rule_id
    inner join plot_rule_acts as a on b.rule_id = a.rule_id and coalesce(b.act, 'use_change') = a.act
    where
        v.kind = 'rule'
        and b.opened_on <= $as_of::date
        and (v.closed_on <= $as_of::date or b.closed_on > $as_of::date)
    group by v.kind, v.case_id, v.opened_on
)

select
    v.kind,
    v.case_id,
    v.plot_id,
    v.plot_name,
    p.town,
    p.supervising_unit,
    coalesce(v.problem, b.conditions) as problem,
    coalesce(b.clauses, '文件第318行') as clauses,
    b.acts,
    case when isfinite(v.opened_on) then v.opened_on end as opened_on,
    case when v.closed_on <= $as_of::date then v.closed_on end as closed_on,
    case
        when v.closed_on <= $as_of::date then 'closed'
        when findings_open_on(v.findings, $as_of::date) > 0 then 'merged'
        else 'open'
    end as state,
    v.source
from land_violations as v
left join plots as p on v.plot_id = p.plot_id
left join broken as b on v.kind = b.kind and v.case_id = b.case_id and v.opened_on = b.opened_on
where v.opened_on <= $as_of::date
order by list_position(['open', 'merged', 'closed'], state) asc, v.opened_on desc, v.kind asc, v.case_id asc
