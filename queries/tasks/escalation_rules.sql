-- Every case in which a plan's ladder may be climbed: what the board judges, by which rule and parameter, and what is
-- left to people. One row per case, in the order of the notice.
select
    rule_id,
    plan,
    step,
    action,
    trigger,
    judged_by,
    subject_kind,
    condition,
    parameter,
    parameter_value,
    parameter_unit,
    parameter_basis,
    note,
    clause_line
from escalation_clauses
order by plan_rank(plan), step, rule_id
