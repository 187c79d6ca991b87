-- The ledger on a day, as the filters leave it, with schedule, phase, light and units. One row per task or project.
-- disagrees and last_report are claim_differs and latest_period under the names that other programs ask for.
select
    task_id,
    plan,
    category,
    seq,
    measure,
    deadline_text,
    deadline_kind,
    schedule,
    phase,
    light,
    lead_units,
    support_units,
    heading,
    is_window_over,
    due_date,
    days_left,
    nodes_done,
    nodes_total,
    is_reported,
    unreported_units,
    latest_period,
    latest_period as last_report,
    freshness(last_day(month_start(latest_period)), $as_of::date) as freshness,
    claim,
    claim_differs,
    claim_differs as disagrees,
    light_rule,
    light_reason,
    due_before_issue,
    due_on_issue_day,
    roles_text,
    lead_count,
    note,
    source_line
from
    filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, $role::varchar, $plan::varchar, $kind::varchar,
        $schedule::varchar, $light::varchar, $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    )
order by plan_rank(plan), seq
