-- A water class written by an office, such as Ⅳ类 or 4, as its number; anything else is unknown. One value.
create or replace macro class_number(written) as
coalesce(try_cast(left(written, 1) as integer), list_position(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'], left(written, 1)));

-- Each section with what text and annex ask of it and the class that is judged. One row per section.
-- Source: text L188, annex 1 L255-L257 (water_targets). 白水河 is to meet 省定目标, whose class is printed nowhere (T54):
-- it has none until the office chooses a reading with a class, or enters the assigned class at the goal in those words.
create or replace table section_goals as
with readings as (
    select
        t.section,
        t.reading,
        t.place,
        t.quote,
        t.is_chosen,
        coalesce(t.target_class, class_number(i.assigned_value)) as target_class
    from water_targets as t
    left join indicators as i on t.quote = i.quote and t.source_line = i.source_line
),

chosen as (
    select
        section,
        max(quote) filter (where place like '正文%') as text_reading,
        max(quote) filter (where place like '附件%') as annex_reading,
        arg_max(target_class, reading) filter (where is_chosen) as target_class
    from readings
    group by section
)

select
    s.section,
    s.line as position,
    s.level,
    c.text_reading,
    c.annex_reading,
    c.target_class,
    s.lon,
    s.lat,
    s.crs,
    s.note,
    s.source_line
from sections as s
left join chosen as c on s.section = c.section;

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

-- Where each section stands: the state of its latest reported month. One row per section.
-- After a dry or unsampled month the last class that was measured stands beside it, with its month.
create or replace macro section_status(as_of) as table
    with summed as (
        select
            section,
            max(month) as latest_month,
            arg_max(state, month) as state,
            arg_max_null(water_class, month) as water_class,
            arg_max_null(deciding_factor, month) as deciding_factor,
            max(month) filter (where water_class is not null) as class_month,
            arg_max(water_class, month) as last_class,
            count(*) filter (where state in ('met', 'missed')) as months_judged,
            count(*) filter (where state = 'met') as months_met,
            bool_or(is_demo) as is_demo
        from section_reports(as_of)
        group by section
    )

    select
        g.section,
        g.position,
        g.level,
        g.text_reading,
        g.annex_reading,
        g.target_class,
        g.lon,
        g.lat,
        g.crs,
        g.note,
        g.source_line,
        coalesce(s.state, 'unmonitored') as state,
        s.latest_month,
        s.water_class,
        s.deciding_factor,
        s.class_month,
        s.last_class,
        coalesce(s.months_judged, 0) as months_judged,
        coalesce(s.months_met, 0) as months_met,
        coalesce(s.is_demo, false) as is_demo
    from section_goals as g
    left join summed as s on g.section = s.section;
