-- The projection from months where months may project: the year of the plan, from outlook_least_days known on.
-- One row per pollutant. Source: air_projection; the rule outlook_least_days.
create or replace macro air_months_projected(as_of, for_scope, for_dust) as table
    with asked as (
        select make_date(year(as_of), 12, 31) as year_end
    ),

    projection as (
        select * from air_projection(as_of, for_scope, for_dust)
    )

    select
        p.pollutant,
        p.as_baseline,
        p.keeps_ratio,
        p.ratio,
        p.months_official,
        p.days_reported,
        p.actual_sum,
        p.is_demo
    from projection as p
    cross join asked as q
    inner join settings as s on q.year_end = s.plan_year_end and p.days_reported >= s.outlook_least_days;
