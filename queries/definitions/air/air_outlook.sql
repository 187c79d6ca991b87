-- What the year may still become: no figure without its method. One row per pollutant and method, as_last_year,
-- keeps_ratio and bootstrap. Only draws have a range (outlook_range per cent of them lie in it) and a chance.
-- reason says why there is no figure: not_computable (months make no percentile and no draws), insufficient (too few
-- days of this year or last), year_over (nothing is left to draw).
create or replace macro air_outlook(as_of, for_scope, for_dust) as table
    with methods as (
        select
            unnest(['as_last_year', 'keeps_ratio', 'bootstrap']) as method,
            unnest([1, 2, 3]) as method_position,
            (100 - outlook_range) // 2 as tail
        from settings
    ),

    years as (
        select * from air_year_ahead(as_of, for_scope, for_dust)
    ),

    figures as (
        select
            y.*,
            m.method,
            m.method_position,
            case m.method
                when 'as_last_year' then y.as_last_year
                when 'keeps_ratio' then y.keeps_ratio
                when 'bootstrap' then percentile_of(y.drawn, 50)
            end as mid,
            case when m.method = 'bootstrap' then percentile_of(y.drawn, m.tail) end as low,
            case when m.method = 'bootstrap' then percentile_of(y.drawn, 100 - m.tail) end as high,
            case when m.method = 'bootstrap' then chance_of(y.drawn, y.annual_target, y.decimals) end as chance
        from years as y
        cross join methods as m
    )

    select
        pollutant,
        position,
        method,
        method_position,
        low,
        mid,
        high,
        chance,
        annual_target as target,
        case when mid is not null then projected_state(mid, annual_target, decimals) end as state,
        case
            when mid is not null then null
            when is_mean and method <> 'bootstrap' then 'insufficient'
            when reason is null and rest_days = 0 then 'year_over'
            else coalesce(reason, 'insufficient')
        end as reason,
        case when mid is not null then case when method = 'bootstrap' then 'daily' else basis end end as basis,
        valid_days,
        rest_days,
        unit_of_measure,
        decimals,
        is_demo
    from figures;
