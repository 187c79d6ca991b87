-- The reports of the key projects known on a day, against the goal of the year. One row per project and month.
-- Source: annex 2 of the water plan, L264-L266. The goal of WP-1 is 30 % of the works (T60): 30 % done is all of it.
create or replace macro project_reports(as_of) as table
    with known as (
        select * from project_progress
        where period_end(month) <= as_of
    )

    select
        p.project_id,
        p.seq,
        r.month,
        r.works_percent,
        least(100 * r.works_percent / p.goal_percent, 100) as goal_completion,
        r.works_percent >= p.goal_percent as is_met,
        r.stage,
        r.milestone,
        r.investment,
        r.problem,
        r.note as report_note,
        r.source,
        r.upload_id,
        r.line,
        u.file_name,
        u.is_demo
    from project_schedule as p
    inner join known as r on p.project_id = r.project_id
    left join uploads as u on r.upload_id = u.upload_id;
