-- Whether each monitored enterprise has done its soil and groundwater monitoring of the year. One row per enterprise.
-- Source: S-01, 10月底前 (L280), both media by themselves (T72); a date after the day counts for nothing yet.
create or replace macro enterprise_status(as_of) as table
    with deadline as (
        select coalesce(bool_and(as_of > due_date), false) as is_past
        from nodes_as_read
        where task_id = 'S-01' and kind = 'due'
    ),

    counted as (
        select
            enterprise,
            town,
            line,
            coalesce(soil_done_on <= as_of, false)::integer
            + coalesce(groundwater_done_on <= as_of, false)::integer as media_done
        from monitored_enterprises
    )

    select
        c.enterprise,
        c.town,
        c.line,
        c.media_done,
        case
            when c.media_done = 2 then 'done'
            when d.is_past then 'overdue'
            when c.media_done = 1 then 'partly'
            else 'not_done'
        end as state
    from counted as c
    cross join deadline as d;
