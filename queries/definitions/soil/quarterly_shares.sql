-- What each department of S-09 shared in each quarter up to a day. One row per quarter and department.
-- Source: 及时共享……有关信息 (S-09, L302). A share belongs to the quarter of its day. None in a quarter that is running or
-- over is said; quarters ahead are not due, and one that ended before the notice was issued was not asked for.
create or replace macro quarterly_shares(as_of) as table
    with known as (
        select * from department_shares
        where shared_on <= as_of
    ),

    quarters as (
        select * from plan_quarters(as_of)
    ),

    sharing as (
        select
            department,
            min(position) as position
        from quarterly_duties
        where task_id = 'S-09'
        group by department
    )

    select
        q.quarter,
        q.starts_on,
        q.is_this,
        d.department,
        d.position,
        count(k.shared_on) as shares,
        max(k.shared_on) as latest_on,
        list(distinct k.subject order by k.subject) filter (where k.subject is not null) as subjects,
        case
            when count(k.shared_on) > 0 then 'shared'
            when q.is_before_issue then 'before_issue'
            when q.is_ahead then 'not_due'
            else 'none'
        end as state
    from quarters as q
    cross join sharing as d
    left join known as k on d.department = k.department and k.shared_on between q.starts_on and q.ends_on
    group by
        q.quarter, q.starts_on, q.is_this, q.is_before_issue, q.is_ahead, d.department, d.position;
