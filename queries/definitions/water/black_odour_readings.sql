-- Each value of black-odour waters that counts on a day, and how bad it is. One row per water, point, day and item.
-- Source: 城市黑臭水体整治工作指南 (2015), the limits of black_odour_limits for town or country. In water less deep than
-- 25 cm transparency is held against 40 % of the depth; whether below that is mild or severe is not stated (rule
-- black_odour_shallow_grade).
create or replace macro black_odour_readings(as_of) as table
    with known as (
        select
            *,
            as_of as counted_to
        from black_odour_samples
        where date <= as_of
    ),

    longer as (
        unpivot known
        on transparency, dissolved_oxygen, redox_potential, ammonia_nitrogen
        into name item value value
    ),

    limited as (
        select
            k.water,
            k.point,
            k.date,
            k.item,
            k.value,
            l.direction,
            k.item = 'transparency' and k.depth < s.shallow_depth as is_shallow,
            k.depth * s.shallow_share as shallow_limit,
            s.is_shallow_severe,
            s.is_end_value_black,
            l.mild_limit,
            l.severe_limit
        from longer as k
        cross join black_odour_settings as s
        inner join black_odour_waters as w on k.water = w.water
        inner join black_odour_limits as l on w.area = l.area and k.item = l.item
        where k.counted_to - k.date < s.window_days
    )

    select
        water,
        point,
        date,
        item,
        value,
        if(is_shallow, shallow_limit, mild_limit) as mild_limit,
        black_odour_level(
            value,
            direction,
            if(is_shallow, shallow_limit, mild_limit),
            case
                when not coalesce(is_shallow, false) then severe_limit
                when is_shallow_severe then shallow_limit
            end,
            is_end_value_black
        ) as level
    from limited;
