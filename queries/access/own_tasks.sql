-- The tasks and projects whose rows a unit may change on a day. One row per task, without a unit per task and unit.
-- Through groups too, and never by support.
select
    own.name as task_id,
    own.unit,
    own.is_via_group,
    coalesce(ledger_rows.heading || '：', '') || ledger_rows.measure as task_text
from belongings($as_of::date) as own
inner join ledger_rows on own.name = ledger_rows.task_id
where own.thing = 'task' and ($unit::varchar is null or own.unit = canonical_unit($unit::varchar))
order by ledger_rows.task_id, own.unit
