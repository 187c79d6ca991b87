-- Each key unit and medium on a day: done, or how long there is left. One row per enterprise and medium.
-- Source: S-01 (L280). Done counts from its day; late is what was done after the due day. Due soon: within
-- yellow_window_days of it. What nobody reported is not done: who monitors reports it. What the office has approved of
-- a node (approved_changes) holds from that day: another due day, or that nothing is due.
create or replace macro monitoring_status(as_of) as table
    with changes as (
        select * from approved_changes(as_of)
    ),

    decided as (
        select
            n.medium,
            n.position,
            year(n.due_date) as year,
            coalesce(c.due_date, n.due_date) as due_date,
            c.cancelled_on is not null as is_cancelled
        from monitoring_nodes as n
        left join changes as c on n.node_id = c.node_id
    ),

    due as (
        select
            *,
            due_date - as_of as days_left
        from decided
    ),

    done as (
        select * from monitoring_done
        where done_on <= as_of
    ),

    known as (
        select
            e.enterprise,
            e.credit_code,
            e.town,
            e.industry,
            e.supervising_unit,
            n.medium,
            n.position,
            n.due_date,
            n.days_left,
            n.is_cancelled,
            d.done_on,
            d.report,
            e.source,
            e.line
        from monitored_enterprises as e
        cross join due as n
        left join done as d
            on e.enterprise = d.enterprise and n.medium = d.medium and n.year = d.year
    )

    select
        k.enterprise,
        k.credit_code,
        k.town,
        k.industry,
        k.supervising_unit,
        k.medium,
        k.position,
        k.due_date,
        k.days_left,
        k.done_on,
        k.report,
        k.source,
        k.line,
        case
            when k.done_on > k.due_date then 'done_late'
            when k.done_on is not null then 'done'
            when k.is_cancelled then 'open'
            when k.days_left < 0 then 'overdue'
            when k.days_left <= s.yellow_window_days then 'due_soon'
            else 'open'
        end as state
    from known as k
    cross join settings as s;
