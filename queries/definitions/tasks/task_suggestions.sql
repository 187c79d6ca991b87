-- Which task meets which case of its plan's ladder on a day, with its evidence. One row per case and task.
-- Source: escalation_clauses. A red task whose days nobody can tell is late, but never severely: unknown suggests
-- nothing. A closed task meets none. Red tasks of the water plan stand here without a rung (E15).
create or replace macro task_suggestions_once(as_of) as table
    with tasks_on as (
        select
            *,
            light = 'red' as is_red,
            phase not in ('closed', 'cancelled') and claim = 'delayed' as is_delayed
        from task_status(as_of)
    ),

    reds as (
        select * from task_red_since(as_of)
    ),

    delays as (
        select * from delayed_since(as_of)
    ),

    standing as (
        select * from standing_actions(as_of)
    ),

    late as (
        select
            t.task_id,
            t.plan,
            coalesce(t.heading, t.measure) as title,
            t.lead_units as unit,
            t.seq,
            t.is_red,
            case when t.is_red then r.red_since end as red_since,
            case when t.is_delayed then d.delayed_since end as delayed_since,
            t.due_date,
            t.latest_period
        from tasks_on as t
        left join reds as r on t.task_id = r.task_id
        left join delays as d on t.task_id = d.task_id
        where t.is_red or t.is_delayed
    ),

    proved as (
        select
            *,
            as_of as seen_on,
            as_of - red_since + 1 as days_red,
            case when is_red then '亮灯为逾期' end || coalesce(
                '：' || strftime(due_date, '%Y年%-m月%-d日') || '到期未销号，自'
                || strftime(red_since, '%Y年%-m月%-d日') || '起已' || (as_of - red_since + 1) || '天',
                ''
            ) as red_said,
            case
                when delayed_since is not null then strftime(month_start(latest_period), '%Y年%-m月') || '自评滞后'
            end as delayed_said
        from late
    ),

    met as (
        select
            p.*,
            c.rule_id,
            case
                when c.rule_id = 'E03' then least(p.red_since, p.delayed_since)
                else p.red_since
            end as since,
            case
                when c.rule_id in ('E03')
                    then concat_ws('；', p.red_said, case when p.delayed_since is not null then p.delayed_said end)
                else p.red_said
            end as proof
        from proved as p
        cross join settings as s
        inner join escalation_clauses as c
            on
                p.plan = c.plan
                and case c.rule_id
                    when 'E03' then true
                    when 'E15' then p.is_red
                    when 'E04' then p.days_red >= s.severe_delay_days
                    when 'E11' then p.days_red >= s.severe_delay_days
                end
    )

    select
        c.rule_id,
        c.plan,
        'task' as subject_kind,
        m.task_id as subject,
        m.title,
        m.unit,
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
        m.seq
    from met as m
    inner join escalation_clauses as c on m.rule_id = c.rule_id
    left join standing as a
        on m.plan = a.plan and c.step = a.step and a.subject_kind = 'task' and m.task_id = a.subject;
