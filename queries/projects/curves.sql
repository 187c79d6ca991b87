-- The works of each project as planned, as reported, and on at the present pace. One row per project, curve and day.
-- Percent of the whole works. The plan is a straight line to the deadline that holds on the day (project_status); the
-- pace goes on from the latest report (project_pace).
with planned as (
    select
        project_id,
        seq,
        'planned' as curve,
        unnest([starts_on, due_date]) as day,
        unnest([0.0, goal_percent]) as works_percent
    from project_status($as_of::date)
),

reported as (
    select
        project_id,
        seq,
        'reported' as curve,
        period_end(month) as day,
        works_percent
    from project_reports($as_of::date)
),

paces as (
    select * from project_pace($as_of::date)
    where pace_state = 'projected'
),

ahead as (
    select
        p.project_id,
        p.seq,
        'at_pace' as curve,
        unnest([f.reported_on, f.done_at_pace]) as day,
        unnest([f.works_percent, p.goal_percent]) as works_percent
    from paces as f
    inner join project_schedule as p on f.project_id = p.project_id
),

curves as (
    select * from planned
    union all
    select * from reported
    union all
    select * from ahead
)

select
    project_id,
    curve,
    day,
    works_percent
from curves
order by seq, list_position(['planned', 'reported', 'at_pace'], curve), day
