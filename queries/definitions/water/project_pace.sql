-- The day each project will be done at its present pace. One row per project that has reported.
-- The pace is the mean of the latest reports, as many as the rule pace_reports: works of the last less those of the
-- first of them, by the days between. Fewer reports give no figure, nor do works that stand still or shrink.
create or replace macro project_pace(as_of) as table
    with reports as (
        select * from project_reports(as_of)
    ),

    numbered as (
        select
            r.project_id,
            period_end(r.month) as reported_on,
            r.works_percent,
            s.pace_reports,
            row_number() over (partition by r.project_id order by r.month desc) as place
        from reports as r
        cross join settings as s
    ),

    measured as (
        select
            project_id,
            max(reported_on) as reported_on,
            arg_max(works_percent, reported_on) as works_percent,
            count(*) = any_value(pace_reports) as is_enough,
            (arg_max(works_percent, reported_on) - arg_min(works_percent, reported_on))
            / nullif(max(reported_on) - min(reported_on), 0) as per_day
        from numbered
        where place <= pace_reports
        group by project_id
    )

    select
        m.project_id,
        m.reported_on,
        m.works_percent,
        case
            when m.works_percent >= p.goal_percent then 'met'
            when not m.is_enough then 'insufficient'
            when m.per_day <= 0 then 'standstill'
            else 'projected'
        end as pace_state,
        case
            when m.works_percent < p.goal_percent and m.is_enough and m.per_day > 0
                then m.reported_on + ceil(round((p.goal_percent - m.works_percent) / m.per_day, 6))::integer
        end as done_at_pace
    from measured as m
    inner join project_schedule as p on m.project_id = p.project_id;
