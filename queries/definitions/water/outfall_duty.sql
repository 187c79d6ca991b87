-- How far the monthly duty W-11 is in the month of a day: outfalls sampled so far, of those in use at its end. One row.
-- Source: W-11 按月对入河排污口水质开展监测 (L222). Without a register the counts are unknown.
create or replace macro outfall_duty(as_of) as table
    with in_use as (
        select outfall from outfalls
        where
            coalesce(opened_on <= last_day(as_of), true)
            and coalesce(closed_on >= last_day(as_of), true)
    ),

    sampled as (
        select distinct outfall from outfall_samples
        where date between date_trunc('month', as_of) and as_of and value is not null
    )

    select
        'W-11-1' as node_id,
        nullif(count(*), 0) as outfalls,
        count(s.outfall) as sampled
    from in_use as i
    left join sampled as s on i.outfall = s.outfall;
