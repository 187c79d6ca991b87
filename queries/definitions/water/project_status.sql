-- Where each project stands on a day. One row per project.
-- The deadline is the last day of the printed month (T62). Met: the goal is reported, or the office closed the node.
-- After the deadline an unmet project is late, reported or not; before it, without a report, it is unreported.
create or replace macro project_status(as_of) as table
    with closed as (
        select * from closures
        where closed_on <= as_of
    ),

    due as (
        select
            n.task_id as project_id,
            max(n.due_date) as due_date,
            max(c.closed_on) as closed_on
        from task_nodes as n
        left join closed as c on n.node_id = c.node_id
        where n.kind = 'due'
        group by n.task_id
    ),

    dated as (
        select
            *,
            due_date - as_of as days_left
        from due
    ),

    latest as (
        select
            *,
            min(month) filter (where is_met) over (partition by project_id) as met_month
        from project_reports(as_of)
        qualify row_number() over (partition by project_id order by month desc) = 1
    )

    select
        p.project_id,
        p.seq,
        p.name,
        p.owners_text,
        p.deadline_text,
        d.due_date,
        p.goal_percent,
        p.goal_text,
        r.works_percent,
        r.goal_completion,
        case
            when r.is_met or d.closed_on is not null then 'met'
            when d.days_left < 0 then 'late'
            when r.month is null then 'unreported'
            when d.days_left <= s.yellow_window_days then 'due_soon'
            else 'on_course'
        end as state,
        d.days_left,
        r.month as latest_month,
        case when r.is_met then r.met_month end as met_month,
        d.closed_on,
        r.stage,
        r.problem,
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
    left join latest as r on p.project_id = r.project_id;
