-- What has been done of each task by a day, beside its schedule. One row per task.
-- A task is reported when every unit that owes a report has handed it in; unreported_units names those that have not.
-- Continuous tasks have no other phase: they are reported or not, never late and never complete.
create or replace macro task_phase(as_of) as table
    with scheduled as (
        select * from task_schedule(as_of)
    ),

    latest as (
        select
            task_id,
            period,
            claim,
            period = month_of(as_of) as is_current
        from report_spans
        where known_from <= as_of and known_until > as_of
    ),

    requests as (
        select task_id
        from evidence_requests
        where asked_on <= as_of
    ),

    duties as (
        select
            task_id,
            string_agg(unit, '、' order by unit) filter (where not is_reported) as unreported_units
        from report_duties(as_of)
        group by task_id
    )

    select
        s.task_id,
        s.schedule,
        s.due_date,
        s.days_left,
        s.is_window_over,
        s.in_grace,
        s.nodes_total,
        s.nodes_done,
        s.is_dated,
        s.dates,
        s.is_partial,
        q.task_id is not null as is_asked,
        r.claim,
        r.period as latest_period,
        coalesce(r.is_current, false) and d.unreported_units is null as is_reported,
        d.unreported_units,
        case
            when s.schedule in ('closed', 'cancelled') then s.schedule
            when s.is_continuous then 'continuous'
            when r.claim is null then 'unreported'
            when r.claim = 'done' then 'claimed_done'
            when r.claim = 'not_started' then 'not_started'
            else 'in_progress'
        end as phase
    from scheduled as s
    left join latest as r on s.task_id = r.task_id
    left join duties as d on s.task_id = d.task_id
    left join requests as q on s.task_id = q.task_id;
