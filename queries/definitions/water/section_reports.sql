-- The reports of the sections known on a day, judged month by month. One row per section and reported month.
-- Class Ⅴ asked means Ⅴ or better (T55); each month is judged by itself, as the notice names no period (T56).
-- Dry, not sampled and being sampled are states of their own: no failure, no pass. Only the plan year is judged.
create or replace macro section_reports(as_of) as table
    with calendar as (
        select year(plan_year_end)::varchar as plan_year from settings
    ),

    known as (
        select * from section_months
        where period_end(month) <= as_of
    )

    select
        g.section,
        right(r.month, 2)::integer as month,
        case
            when r.state <> 'monitored' then r.state
            when r.water_class is null then 'unmonitored'
            when g.target_class is null then 'no_target'
            when r.water_class <= g.target_class then 'met'
            else 'missed'
        end as state,
        case when r.state = 'monitored' then r.water_class end as water_class,
        case when r.state = 'monitored' then r.deciding_factor end as deciding_factor,
        r.source,
        r.upload_id,
        r.line,
        u.file_name,
        u.is_demo
    from known as r
    inner join calendar as c on left(r.month, 4) = c.plan_year
    inner join section_goals as g on r.section = g.section
    left join uploads as u on r.upload_id = u.upload_id;
