-- Violations in the use of land at the end of each day on which one came or went, and of the day asked: in stock,
-- found so far, settled so far. One row per day; NULL figures while neither a plot nor a finding has been reported.
-- Source: notice L318: cleared is a state, not a deed; it ends with the next violation. A rule broken at a plot
-- counts from its own day until an inspection has found it, and again once that finding was put right while it is
-- broken still.
create or replace macro violation_balance(as_of) as table
    with days as (
        select as_of::date as day
        union
        select opened_on as day
        from land_violations
        where isfinite(opened_on) and opened_on <= as_of
        union
        select closed_on as day
        from land_violations
        where isfinite(closed_on) and closed_on <= as_of
    ),

    reported as (
        select exists (select 1 from plots) or exists (select 1 from land_findings) as is_reported
    ),

    counted as (
        select
            d.day,
            count(v.case_id) filter (where findings_by(v.findings, d.day) = 0) as opened,
            count(v.case_id) filter (where v.closed_on > d.day and findings_open_on(v.findings, d.day) = 0) as stock
        from days as d
        left join land_violations as v on d.day >= v.opened_on
        group by d.day
    )

    select
        c.day,
        case when r.is_reported then c.stock::integer end as stock,
        case when r.is_reported then c.opened::integer end as opened,
        case when r.is_reported then (c.opened - c.stock)::integer end as closed
    from counted as c
    cross join reported as r;
