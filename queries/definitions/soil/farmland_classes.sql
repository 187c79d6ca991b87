-- The soil reading of each unit of farmland and item on a day. One row per unit and item.
-- The worst of the latest results of its points decides: our convention, cautious; results that cannot be judged stand
-- beside it and decide only where there are no others. A proxy: the legal class follows soil and produce.
create or replace macro farmland_classes(as_of) as table
    with readings as (
        select
            *,
            farmland_risk_rank(verdict) as severity
        from farmland_readings(as_of)
    )

    select
        unit_code,
        town,
        land_kind,
        item,
        title,
        unit_of_measure,
        position,
        count(*) as points,
        max(date) as latest_date,
        coalesce(arg_max(verdict, [severity, times_screening]) filter (where severity is not null), 'unknown')
            as verdict,
        coalesce(
            arg_max(value, [severity, times_screening]) filter (where severity is not null), max(value)
        ) as value,
        arg_max(is_below_limit, [severity, times_screening]) filter (where severity is not null) as is_below_limit,
        arg_max(ph, [severity, times_screening]) filter (where severity is not null) as ph,
        arg_max(screening, [severity, times_screening]) filter (where severity is not null) as screening,
        arg_max(control, [severity, times_screening]) filter (where severity is not null) as control,
        max(times_screening) as times_screening,
        bool_or(lacks_ph) as lacks_ph
    from readings
    group by unit_code, town, land_kind, item, title, unit_of_measure, position;
