-- Farmland that is used safely, of the polluted, by area, on a day. One row.
-- Source: the rule farmland_rate_definition, (B + C + D) / E: B land under priority protection whose soil is above
-- screening, C land of safe use under measures whose produce meets its standard, D land under strict control with its
-- measure, E all three kinds. Land without a measure is not safe; open_units lack what the rate needs.
create or replace macro farmland_safe_use(as_of) as table
    with polluted as (
        select
            *,
            case category
                when 'priority' then soil_verdict <> 'low_risk'
                else true
            end as is_polluted,
            case category
                when 'priority' then true
                when 'safe_use' then measure is not null and produce = 'meets'
                when 'strict' then measure is not null
            end as is_safe,
            area is null
            or (category = 'priority' and soil_verdict in ('unknown', 'unmonitored'))
            or (category = 'safe_use' and measure is not null and produce is null) as is_open
        from farmland_status(as_of)
        where category is not null
    )

    select
        count(*) as units,
        count(*) filter (where is_open and is_polluted) as open_units,
        count(*) filter (where is_polluted and is_safe) as safe_units,
        sum(area) filter (where is_polluted) as counted_area,
        coalesce(sum(area) filter (where is_polluted and is_safe), 0) as safe_area
    from polluted;
