-- What was done, or planned, on a plot while a rule forbade it, from which day until which. One row per span.
-- Source: Soil Law 59 to 61, 65 to 67, notice L294 to L298 (plot_rule_acts). Of the two outright prohibitions the plan
-- itself is a breach. `is_known` is false where the breach hangs on a survey that nobody has reported.
create or replace table plot_breaches as
with spans as (
    select
        s.plot_id,
        s.rule_id,
        a.act,
        s.is_known,
        greatest(s.from_day, done.done_from) as opened_on,
        s.until_day as closed_on
    from plot_rule_spans as s
    inner join plot_rule_acts as a on s.rule_id = a.rule_id
    inner join plot_acts as done on s.plot_id = done.plot_id and a.act = done.act
    union all
    select
        s.plot_id,
        s.rule_id,
        null as act,
        s.is_known,
        greatest(s.from_day, coalesce(f.planned_on, '-infinity'::date)) as opened_on,
        s.until_day as closed_on
    from plot_rule_spans as s
    inner join plot_rules as r on s.rule_id = r.rule_id and r.verdict = 'forbidden'
    inner join plot_facts as f on s.plot_id = f.plot_id
)

select
    plot_id,
    rule_id,
    act,
    is_known,
    opened_on,
    closed_on
from spans
where opened_on < closed_on;
