-- Where each project stands on a day. One row per project.
-- Met: the goal is reported, or the office closed the node. After the deadline an unmet project is late, reported or
-- not; before it, without a report, it is unreported. The plan goes in a straight line from start to deadline (the
-- notice has none of its own). Slippage: the days since the plan had what is done now, or had it all when it was met;
-- below zero it is ahead. What was never reported has none. What was due when the notice was issued is late like the
-- others, but within the grace (node_dates) it turns no light red: in_grace says so. What the office has approved since
-- (approved_changes) holds from that day: another deadline, or that the project is cancelled.
create or replace macro project_status_once(as_of) as table
    with known as (
        select * from closures
        where closed_on <= as_of
    ),

    closed as (
        select
            n.task_id as project_id,
            max(k.closed_on) as closed_on
        from nodes_as_read as n
        inner join known as k on n.node_id = k.node_id
        where n.kind = 'due'
        group by n.task_id
    ),

    approved as (
        select * from approved_changes(as_of)
    ),

    changed as (
        select
            n.task_id as project_id,
            max(c.due_date) as due_date,
            bool_and(c.cancelled_on is not null) as is_cancelled
        from nodes_as_read as n
        left join approved as c on n.node_id = c.node_id
        where n.kind = 'due'
        group by n.task_id
    ),

    scheduled as (
        select
            s.* exclude (due_date),
            coalesce(c.due_date, s.due_date) as due_date,
            coalesce(c.is_cancelled, false) as is_cancelled
        from project_schedule as s
        left join changed as c on s.project_id = c.project_id
    ),

    dated as (
        select
            *,
            as_of as today,
            due_date - as_of as days_left,
            100 * least(greatest((as_of - starts_on) / nullif(due_date - starts_on, 0), 0), 1) as expected_share
        from scheduled
    ),

    graces as (
        select task_id as project_id
        from node_schedule(as_of)
        where in_grace and schedule = 'past_due'
    ),

    paces as (
        select * from project_pace(as_of)
    ),

    latest as (
        select
            *,
            min(month) filter (where is_met) over (partition by project_id) as first_met
        from project_reports(as_of)
        qualify row_number() over (partition by project_id order by month desc) = 1
    ),

    compared as (
        select
            d.project_id,
            d.starts_on + round((d.due_date - d.starts_on) * r.goal_completion / 100)::integer as planned_on,
            case
                when r.is_met then least(period_end(r.first_met), c.closed_on)
                else coalesce(c.closed_on, d.today)
            end as counted_on
        from dated as d
        inner join latest as r on d.project_id = r.project_id
        left join closed as c on d.project_id = c.project_id
    )

    select
        p.project_id,
        p.seq,
        p.name,
        p.owners_text,
        p.deadline_text,
        d.starts_on,
        d.is_start_assumed,
        d.due_date,
        d.goal_percent,
        p.goal_text,
        r.works_percent,
        r.goal_completion,
        d.expected_share,
        m.counted_on - m.planned_on as slippage_days,
        case
            when r.is_met or c.closed_on is not null then 'met'
            when d.is_cancelled then 'cancelled'
            when d.days_left < 0 then 'late'
            when r.month is null then 'unreported'
            when d.days_left <= s.yellow_window_days then 'due_soon'
            else 'on_course'
        end as state,
        g.project_id is not null as in_grace,
        d.days_left,
        r.month as latest_month,
        case when r.is_met then r.first_met end as met_month,
        c.closed_on,
        coalesce(f.pace_state, 'insufficient') as pace_state,
        f.done_at_pace,
        s.pace_reports,
        r.stage,
        r.milestone,
        r.investment,
        r.problem,
        r.report_note,
        r.source,
        r.upload_id,
        r.line,
        r.file_name,
        coalesce(r.is_demo, false) as is_demo,
        p.lon,
        p.lat,
        p.crs,
        p.note,
        p.source_line
    from projects as p
    cross join settings as s
    left join dated as d on p.project_id = d.project_id
    left join latest as r on p.project_id = r.project_id
    left join compared as m on p.project_id = m.project_id
    left join closed as c on p.project_id = c.project_id
    left join paces as f on p.project_id = f.project_id
    left join graces as g on p.project_id = g.project_id;
