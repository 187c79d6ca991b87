-- The cases of the ladders with the rung they lead to, the words of the notice and the parameter. One row per case.
-- Source: L110 (air), L343 (soil); the water plan has no ladder (L245). What the board may judge is our convention
-- (escalation_rules); the rest is left to people.
create or replace table escalation_clauses as
select
    r.rule_id,
    r.plan,
    r.step,
    r.trigger,
    r.judged_by,
    r.subject_kind,
    r.condition,
    r.note,
    coalesce(s.source_line, r.source_line) as clause_line,
    s.action,
    s.quote,
    s.applies_to,
    p.title as parameter,
    as_read('rules', p.rule_id, 'value', p.value) as parameter_value,
    p.unit_of_measure as parameter_unit,
    p.basis as parameter_basis
from escalation_rules as r
left join escalation_steps as s on r.plan = s.plan and r.step = s.step
left join rules as p on r.parameter = p.rule_id;
