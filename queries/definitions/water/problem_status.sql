-- The problems of water known on a day and where each stands. One row per problem.
-- Source: W-10 逐项明确责任单位、责任人和完成时限 (L220). A problem is known from the day it was found, closed from the day
-- of its closing; due soon: within yellow_window_days of its deadline.
create or replace macro problem_status(as_of) as table
    with known as (
        select
            *,
            deadline - as_of as days_left,
            coalesce(closed_on <= as_of, false) as is_closed
        from water_problems
        where found_on <= as_of
    )

    select
        k.problem_id,
        k.aspect,
        a.position,
        k.place,
        k.problem,
        k.found_on,
        k.plan,
        k.unit,
        k.person,
        k.deadline,
        k.days_left,
        k.is_closed,
        case when k.is_closed then k.closed_on end as closed_on,
        case when k.is_closed then k.closing end as closing,
        case
            when k.is_closed then 'closed'
            when k.days_left < 0 then 'overdue'
            when k.days_left <= s.yellow_window_days then 'due_soon'
            else 'open'
        end as state,
        k.source,
        k.upload_id,
        k.line
    from known as k
    cross join settings as s
    inner join problem_aspects as a on k.aspect = a.aspect;
