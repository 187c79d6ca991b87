-- The samples of outfalls known on a day, each item against its limit. One row per outfall, day and indicator.
-- Source: W-11 (L222); limits and their documents are rows of outfall_limits, and may be reached. Below detection is
-- half the detection limit (water_statistics). An item without a limit is recorded and not judged. A multiple stands
-- where the standard states one (water_items): none for pH and dissolved oxygen.
create or replace macro outfall_readings(as_of) as table
    with known as (
        select * from outfall_samples
        where date <= as_of and value is not null
    ),

    halved as (
        select
            k.*,
            if(k.is_below_limit, k.value * w.below_limit_share, k.value) as judged_value
        from known as k
        cross join water_settings as w
    ),

    judged as (
        select
            k.outfall,
            k.date,
            k.indicator,
            k.value,
            coalesce(k.is_below_limit, false) as is_below_limit,
            l.lowest,
            l.highest,
            l.document,
            k.judged_value / nullif(l.highest, 0) as times_limit,
            case
                when l.outfall is null then 'no_limit'
                when k.judged_value > l.highest or k.judged_value < l.lowest then 'exceeding'
                else 'passing'
            end as verdict,
            case when i.has_multiple and k.judged_value > l.highest then k.judged_value / nullif(l.highest, 0) - 1 end
                as exceedance_multiple,
            i.title,
            i.unit_of_measure,
            i.line as position,
            k.source,
            k.upload_id,
            k.line
        from halved as k
        inner join water_items as i on k.indicator = i.item
        left join outfall_limits as l on k.outfall = l.outfall and k.indicator = l.indicator
    )

    select * from judged;
