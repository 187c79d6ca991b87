-- What the calendar says of each node on a day. One row per node.
-- From the day on which the office approves it another due date decides, and a cancelled node is asked for no more.
create or replace macro node_schedule(as_of) as table
    with changes as (
        select * from approved_changes(as_of)
    ),

    decided as (
        select
            n.node_id,
            n.task_id,
            n.kind,
            n.start_date,
            n.closed_on,
            n.reported_from,
            n.is_dated,
            c.adjusted_on,
            c.cancelled_on,
            coalesce(c.due_date, n.decides_on) as decides_on,
            case
                when c.due_date is null then n.soon_from
                when n.kind <> 'window' then c.due_date - s.yellow_window_days
            end as soon_from,
            coalesce(c.due_date > s.plan_year_end, n.is_beyond_year) as is_beyond_year,
            if(c.due_date is null, n.grace_ends_on, null) as grace_ends_on
        from node_dates as n
        cross join settings as s
        left join changes as c on n.node_id = c.node_id
    )

    select
        node_id,
        task_id,
        kind,
        decides_on,
        is_dated,
        adjusted_on,
        case when closed_on <= as_of then closed_on end as closed_on,
        coalesce(closed_on <= as_of, false) or coalesce(reported_from <= as_of, false) as is_done,
        case
            when closed_on <= as_of then 'closed'
            when cancelled_on is not null then 'cancelled'
            when kind in ('ongoing', 'recurring') then 'continuous'
            when decides_on is null then 'unstated'
            when kind = 'from' and decides_on <= as_of then 'in_force'
            when decides_on < as_of then 'past_due'
            when kind = 'window' and start_date <= as_of then 'in_window'
            when decides_on = as_of then 'due_today'
            when soon_from <= as_of then 'due_soon'
            when is_beyond_year then 'beyond_year'
            else 'later'
        end as schedule,
        coalesce(kind = 'window' and decides_on < as_of, false) as is_window_over,
        grace_ends_on,
        coalesce(grace_ends_on >= as_of, false) as in_grace
    from decided;
