-- Whether the plan of each section was revised, and its latest version. One row per section.
-- Source: 要对“一断面一方案”进行更新修订 (L237), which names neither a date nor, but for 各镇（街道）, a unit (T68). Revised
-- means in the plan year or later: an older version is a plan, not its revision.
create or replace macro section_plan_status(as_of) as table
    with known as (
        select * from section_plans
        where revised_on <= as_of
    ),

    latest as (
        select
            *,
            count(*) over (partition by section) as versions
        from known
        qualify row_number() over (partition by section order by version desc) = 1
    )

    select
        c.section,
        c.level,
        c.line as position,
        if(l.revised_on >= s.plan_year_start, 'revised', 'unrevised') as state,
        l.version,
        l.revised_on,
        l.measures,
        l.owner,
        l.file_name,
        l.sha256,
        coalesce(l.versions, 0) as versions
    from sections as c
    cross join settings as s
    left join latest as l on c.section = l.section;
