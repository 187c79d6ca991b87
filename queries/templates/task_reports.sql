-- The monthly report sheet: every task and project with the units that answer for it. One row per task and unit.
with nodes as (
    select
        task_id,
        string_agg(node_id || ' ' || deliverable, '；' order by node_id) as names
    from nodes_as_read
    where kind <> 'ongoing'
    group by task_id
)

select
    ledger_rows.task_id,
    coalesce(ledger_rows.heading || '：', '') || ledger_rows.measure as task_text,
    nodes.names as node_names,
    strftime($as_of::date, '%Y-%m') as period,
    owners.unit,
    reports.progress,
    reports.problem,
    reports.next_step,
    reports.support_needed,
    reports.claim,
    reports.done_nodes,
    reports.responsible,
    reports.amount
from ledger_rows
inner join task_unit_rows($as_of::date, $include_groups::boolean) as owners using (task_id)
left join nodes using (task_id)
left join task_reports as reports
    on
        ledger_rows.task_id = reports.task_id
        and owners.unit = reports.unit
        and reports.period = strftime($as_of::date, '%Y-%m')
where
    owners.role <> 'support'
    and ($unit::varchar is null or owners.unit = canonical_unit($unit::varchar))
order by ledger_rows.task_id, owners.unit
