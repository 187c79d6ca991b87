-- What the units claimed of a task month by month, and while which days that is the latest claim.
-- One row per task and month reported. A report counts from the first day of its month until the next.
-- Source: our convention. Of several reports of a month the least advanced claim counts.
-- renewed by: task_id
create or replace table report_spans as
with monthly as (
    select
        task_id,
        period,
        arg_min(claim, claim_rank(claim)) as claim,
        month_start(period) as known_from
    from task_reports
    group by task_id, period
)

select
    task_id,
    period,
    claim,
    known_from,
    lead(known_from, 1, 'infinity'::date) over (partition by task_id order by known_from) as known_until
from monthly;
