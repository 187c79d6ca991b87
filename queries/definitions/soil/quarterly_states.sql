-- Each quarter's dispatch of each department on a day. One row per quarter, task and department.
-- Source: S-09 (L304) and S-11 (L312). Reported counts from its day; a quarter that has not ended is not due; one that
-- ended before the notice was issued was not asked for.
create or replace macro quarterly_states(as_of) as table
    with known as (
        select * from quarterly_dispatch
        where reported_on <= as_of
    ),

    quarters as (
        select * from plan_quarters(as_of)
    )

    select
        q.quarter,
        q.starts_on,
        q.ends_on,
        q.is_over,
        q.is_ahead,
        d.task_id,
        d.department,
        d.position,
        d.deliverable,
        d.source_line,
        k.reported_on,
        k.content,
        k.problems,
        case
            when k.task_id is not null then 'reported'
            when q.is_before_issue then 'before_issue'
            when q.is_over then 'unreported'
            else 'not_due'
        end as state,
        coalesce(k.reported_on > q.ends_on, false) as is_late
    from quarters as q
    cross join quarterly_duties as d
    left join known as k
        on q.year = k.year and q.quarter_no = k.quarter and d.task_id = k.task_id and d.department = k.department;
