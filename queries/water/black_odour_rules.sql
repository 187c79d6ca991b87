-- The rules by which black-odour water is judged beside its limits, each with its basis. One row per rule.
select
    rule_id,
    title,
    value,
    unit_of_measure,
    meaning,
    basis
from rules
where rule_id like 'black_odour_%'
order by line
