-- The months of the plan year of each section known on a day, judged one by one. One row per section and month.
-- Official months first, else those worked out from samples (section_verdicts). Class Ⅴ asked means Ⅴ or better (T55);
-- each month is judged by itself, as the notice names no period (T56). Dry, not sampled, being sampled and frozen are
-- states of their own: no failure, no pass. Only the plan year is judged.
create or replace macro section_reports(as_of) as table
    with calendar as (
        select year(plan_year_end)::varchar as plan_year from settings
    ),

    verdicts as (
        select * from section_verdicts(as_of)
    )

    select
        v.section,
        right(v.month, 2)::integer as month,
        case
            when v.state <> 'monitored' then v.state
            when v.class is null then 'unmonitored'
            when v.target_class is null then 'no_target'
            when v.attained then 'met'
            else 'missed'
        end as state,
        v.class as water_class,
        item_titles(v.deciding, t.titles) as deciding_factor,
        v.basis,
        v.source,
        m.note,
        v.upload_id,
        v.line,
        u.file_name,
        u.is_demo
    from verdicts as v
    inner join calendar as c on left(v.month, 4) = c.plan_year
    cross join water_titles as t
    inner join section_goals as g on v.section = g.section
    left join section_months as m on v.section = m.section and v.month = m.month
    left join uploads as u on v.upload_id = u.upload_id;
