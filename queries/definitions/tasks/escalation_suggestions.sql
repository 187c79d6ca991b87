-- Which task, pollutant or goal meets which case of which plan's ladder on a day. One row per case and subject.
-- Source: escalation_clauses; nothing is issued by it: a row is for people to judge. The notice names nobody who would
-- answer for a pollutant (L110), so unit is unknown there. is_open: the same rung is in force against it already.
create or replace macro escalation_suggestions_once(as_of, for_scope, for_dust) as table
    with cases as (
        select * from air_cases(as_of, for_scope, for_dust)
        union all
        select * from goal_cases(as_of)
    ),

    known as (
        select
            *,
            as_of as seen_on
        from cases
    ),

    standing as (
        select * from standing_actions(as_of)
    )

    select
        rule_id,
        plan,
        subject_kind,
        subject,
        title,
        unit,
        step,
        action,
        trigger,
        condition,
        parameter,
        parameter_value,
        parameter_unit,
        note,
        quote,
        applies_to,
        clause_line,
        since,
        days,
        evidence,
        is_open,
        action_number,
        action_said,
        seq
    from task_suggestions(as_of)
    union all
    select
        c.rule_id,
        c.plan,
        m.subject_kind,
        m.subject,
        m.title,
        null as unit,
        c.step,
        c.action,
        c.trigger,
        c.condition,
        c.parameter,
        c.parameter_value,
        c.parameter_unit,
        c.note,
        c.quote,
        c.applies_to,
        c.clause_line,
        m.since,
        m.seen_on - m.since + 1 as days,
        ('截至' || strftime(m.seen_on, '%Y年%-m月%-d日') || '，' || m.proof)::varchar as evidence,
        coalesce(a.is_open, false) as is_open,
        a.action_number,
        a.action_said,
        0 as seq
    from known as m
    inner join escalation_clauses as c on m.rule_id = c.rule_id
    left join standing as a
        on c.plan = a.plan and c.step = a.step and m.subject_kind = a.subject_kind and m.subject = a.subject;
