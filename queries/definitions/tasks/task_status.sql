-- The ledger with schedule, phase and light on a day. One row per task. All queries about tasks start here.
-- Source: the dataset light_rules (our convention): the first row in its order that fits is the light.
-- The unit's own claim stands beside the light and never makes a red one green; claim_differs says so.
create or replace macro task_status_once(as_of) as table
    with phased as (
        select * from task_phase(as_of)
    ),

    lit as (
        select
            p.task_id,
            min(rules.rule_no) as rule_no
        from phased as p
        inner join light_rules as rules
            on
                (rules.schedule is null or p.schedule = rules.schedule)
                and (rules.phase is null or p.phase = rules.phase)
                and (rules.claim is null or p.claim = rules.claim)
                and (rules.in_grace is null or p.in_grace = rules.in_grace)
                and (rules.is_asked is null or p.is_asked = rules.is_asked)
                and (rules.is_partial is null or p.is_partial = rules.is_partial)
                and (rules.is_reported is null or p.is_reported = rules.is_reported)
        group by p.task_id
    )

    select
        ledger.task_id,
        ledger.plan,
        ledger.category,
        ledger.seq,
        ledger.heading,
        ledger.measure,
        ledger.deadline_text,
        ledger.deadline_kind,
        ledger.note,
        ledger.source_line,
        ledger.source_line_end,
        ledger.lead_units,
        ledger.support_units,
        ledger.roles_text,
        ledger.lead_count,
        ledger.words,
        ledger.due_before_issue,
        ledger.due_on_issue_day,
        p.nodes_total,
        p.nodes_done,
        p.dates,
        p.is_dated,
        p.schedule,
        p.due_date,
        p.days_left,
        p.is_window_over,
        p.in_grace,
        p.is_asked,
        p.phase,
        p.claim,
        p.latest_period,
        p.is_reported,
        p.unreported_units,
        rules.light,
        rules.rule_no as light_rule,
        rules.reason as light_reason,
        coalesce(rules.light = 'red' and p.claim in ('in_progress', 'done'), false) as claim_differs
    from ledger_rows as ledger
    inner join phased as p on ledger.task_id = p.task_id
    left join lit on ledger.task_id = lit.task_id
    left join light_rules as rules on lit.rule_no = rules.rule_no;
