-- What the calendar says of each node on a day. One row per node.
create or replace macro node_schedule(as_of) as table
    select
        node_id,
        task_id,
        kind,
        decides_on,
        case when closed_on <= as_of then closed_on end as closed_on,
        coalesce(closed_on <= as_of, false) or coalesce(reported_from <= as_of, false) as is_done,
        case
            when closed_on <= as_of then 'closed'
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
        coalesce(grace_ends_on >= as_of, false) as in_grace
    from node_dates;
