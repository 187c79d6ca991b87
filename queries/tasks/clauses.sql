-- The clauses of the air text that a unit or a keyword leads to, with their ledger rows. One row per clause.
-- They are a cross-walk beside the ledger, not tasks: AT-17 has no ledger row at all (T22).
with responsible as (
    select canonical_unit($unit::varchar) as unit
    union all
    select group_unit as unit
    from group_members($as_of::date)
    where $include_groups::boolean and member = canonical_unit($unit::varchar)
),

named as (
    select clause_id
    from clause_units
    where unit in (from responsible)
)

select
    clauses.clause_id,
    clauses.category,
    clauses.heading,
    clauses.text,
    clauses.units_text,
    string_agg(clause_tasks.task_id, '、' order by clause_tasks.task_id) as task_ids,
    clauses.only_in_text,
    clauses.source_line
from clauses
left join clause_tasks on clauses.clause_id = clause_tasks.clause_id
left join enterprise_names as enterprises on clauses.clause_id = enterprises.mentioned_in
where
    ($unit::varchar is null or clauses.clause_id in (from named))
    and (
        $keyword::varchar is null
        or contains(
            concat_ws(
                '|',
                fold_name(concat_ws('|', clauses.clause_id, clauses.heading, clauses.text, clauses.units_text)),
                enterprises.names
            ),
            fold_name($keyword::varchar)
        )
    )
group by all
order by clauses.clause_id
