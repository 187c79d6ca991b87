-- What the towns are shaded by: dustfall of the latest month, PM2.5 of a day or period, tasks past due.
-- One row per town and shading. Towns: the units that are one (units), and whatever else has an outline as one.
-- PM2.5 of a town follows from its own series (air_town_days, air_ranking). Past due: led, joint or of no stated role;
-- what is late within its grace is no offence yet.
create or replace macro map_towns(as_of, period, for_dust, with_groups) as table
    with shown as (
        select town from towns
        union
        select town from map_shapes
        where town is not null
    ),

    fallen as (
        select * from town_dustfall(as_of)
        qualify row_number() over (partition by town order by value is null, month desc) = 1
    ),

    ranked as (
        select
            name as town,
            value,
            is_complete
        from air_ranking(as_of, period, for_dust)
        where kind = 'town' and pollutant = 'pm2_5' and period is not null
        union all
        select
            town,
            half_even(pm2_5, 0) as value,
            true as is_complete
        from air_town_days
        where date = as_of and period is null
    ),

    owners as (
        select * from task_unit_rows(as_of, with_groups)
        where role <> 'support'
    ),

    statuses as (
        select * from task_status(as_of)
    ),

    held as (
        select
            o.unit as town,
            count(*) filter (where s.schedule = 'past_due') as past_due,
            count(*) filter (where s.schedule = 'past_due' and not s.in_grace) as beyond_grace
        from owners as o
        inner join statuses as s on o.task_id = s.task_id
        group by o.unit
    )

    select
        'towns_dustfall' as layer,
        t.town,
        f.value::double as value,
        coalesce(f.state, 'unreported') as state,
        't/(km²·月)' as unit_of_measure,
        1 as decimals,
        case when f.value is not null then f.month end as dated
    from shown as t
    left join fallen as f on t.town = f.town
    union all
    select
        'towns_pm2_5' as layer,
        t.town,
        r.value::double as value,
        case when r.value is null then 'unmeasured' when r.is_complete then 'measured' else 'insufficient' end as state,
        'µg/m³' as unit_of_measure,
        0 as decimals,
        null as dated
    from shown as t
    left join ranked as r on t.town = r.town
    union all
    select
        'towns_late' as layer,
        t.town,
        h.past_due::double as value,
        case
            when h.past_due is null then 'no_task'
            when h.beyond_grace > 0 then 'past_due'
            when h.past_due > 0 then 'in_grace'
            else 'on_time'
        end as state,
        '项' as unit_of_measure,
        0 as decimals,
        null as dated
    from shown as t
    left join held as h on t.town = h.town;
