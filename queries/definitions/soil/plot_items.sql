-- The highest value of every item found at a plot up to a day, and what follows from it. One row per plot and item.
-- What was measured comes before what lies below a detection limit, and that before a limit nobody wrote. The verdict
-- is unknown while some sample's detection limit is not written or lies above the screening value and nothing exceeds
-- that.
create or replace macro plot_items(as_of) as table
    with ranked as (
        select
            *,
            row_number() over (
                partition by plot_id, item
                order by value is null asc, is_below_limit asc, value desc, date desc, point asc, depth asc
            ) as place,
            count(*) over (partition by plot_id, item) as samples,
            count(*) filter (where not is_below_limit) over (partition by plot_id, item) as detected,
            count(*) filter (where verdict in ('survey', 'intervene')) over (partition by plot_id, item) as exceeding,
            count(*) filter (where verdict is null) over (partition by plot_id, item) as undecided
        from plot_sample_verdicts
        where date <= as_of
    )

    select
        plot_id,
        item,
        title,
        position,
        unit_of_measure,
        land_class,
        point,
        depth,
        date,
        value,
        is_below_limit,
        screening,
        intervention,
        background,
        samples,
        detected,
        exceeding,
        case when exceeding > 0 or undecided = 0 then verdict end as verdict
    from ranked
    where place = 1;
