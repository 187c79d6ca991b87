-- A ledger row beside the clauses of the text that match it, and the units only one side names. One row per clause.
with pairs as (
    select
        clause_id,
        task_id,
        difference
    from clause_tasks
    where task_id = $task_id::varchar
),

in_ledger as (
    select unit
    from task_units
    where task_id = $task_id::varchar
),

only_in_text as (
    select
        clause_id,
        string_agg(unit, '、' order by line) as units
    from clause_units
    where unit not in (from in_ledger)
    group by clause_id
),

only_in_ledger as (
    select
        pairs.clause_id,
        string_agg(owners.unit, '、' order by owners.line) as units
    from pairs
    inner join task_units as owners on pairs.task_id = owners.task_id
    anti join clause_units as named on pairs.clause_id = named.clause_id and owners.unit = named.unit
    group by pairs.clause_id
)

select
    pairs.task_id,
    clauses.clause_id,
    clauses.heading,
    clauses.text,
    clauses.units_text,
    coalesce(only_in_text.units, '') as units_only_in_text,
    coalesce(only_in_ledger.units, '') as units_only_in_ledger,
    pairs.difference,
    clauses.only_in_text,
    clauses.source_line
from pairs
inner join clauses on pairs.clause_id = clauses.clause_id
left join only_in_text on pairs.clause_id = only_in_text.clause_id
left join only_in_ledger on pairs.clause_id = only_in_ledger.clause_id
order by clauses.clause_id
