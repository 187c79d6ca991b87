-- What months 1..n leave for the rest of the year, as sums of concentration times days. One row per pollutant.
-- n is the last month of an unbroken run of actuals from January; a gap ends the run, since unknown is not zero.
create or replace macro air_rest_of_year(as_of, for_scope, for_dust) as table
    with months as (
        select
            *,
            month_exact::decimal(9, 3) * days as actual_days,
            month_target::decimal(9, 3) * days as target_days,
            month_baseline::decimal(9, 3) * days as baseline_days
        from air_month_progress(as_of, for_scope, for_dust)
    ),

    goals as (
        select * from air_scope_goals(for_scope)
    )

    select
        g.pollutant,
        g.position,
        g.is_mean,
        g.decimals,
        g.unit_of_measure,
        g.scope_target::decimal(9, 3) as annual_target,
        count(*) filter (where m.is_unbroken) as months_reported,
        count(*) filter (where m.is_unbroken and m.basis = 'official') as months_official,
        sum(m.days) as year_days,
        sum(m.days) filter (where not m.is_unbroken) as rest_days,
        coalesce(sum(m.actual_days) filter (where m.is_unbroken), 0) as actual_sum,
        sum(m.baseline_days) filter (where m.is_unbroken) as baseline_sum,
        sum(m.target_days) filter (where not m.is_unbroken) as target_rest_sum,
        sum(m.baseline_days) filter (where not m.is_unbroken) as baseline_rest_sum,
        coalesce(bool_or(m.is_demo) filter (where m.is_unbroken), false) as is_demo
    from months as m
    inner join goals as g on m.pollutant = g.pollutant
    group by all;
