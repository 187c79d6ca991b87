-- Where the year ends by each method (air_year_methods) and by draws from last year's days. One row per pollutant.
-- Where months come first the draws start from the same months, that is above_days higher than from days.
create or replace macro air_year_ahead_once(as_of, for_scope, for_dust) as table
    with methods as (
        select * from air_year_methods(as_of, for_scope, for_dust)
    ),

    drawn_years as (
        select * from air_drawn_years(as_of, for_scope, for_dust, null, null)
    )

    select
        m.pollutant,
        m.position,
        m.is_mean,
        m.as_last_year,
        m.keeps_ratio,
        m.above_days,
        m.basis,
        m.reason,
        m.rest_days,
        m.valid_days,
        m.annual_target,
        m.unit_of_measure,
        m.decimals,
        m.is_demo,
        case when m.above_days <> 0 then moved_by(b.drawn, m.above_days) else b.drawn end as drawn
    from methods as m
    left join drawn_years as b on m.pollutant = b.pollutant;
