-- Dustfall of each town and month of the year so far, and the mean of the town's months. One row per town and month.
-- Source: L76, A-23 (L164). The towns are the members of the group that A-23 names, and any other that reported this
-- year. Judged once rounded half to even to one decimal (GB/T 8170). A month that is not reported stays unknown; a mean
-- of months stands for those reported and is judged when all of them are. Whether the notice means each town or the
-- district is not stated (T18): both are shown.
create or replace macro town_dustfall(as_of) as table
    with calendar as (
        select * from dustfall_calendar(as_of)
    ),

    towns as (
        select
            m.member as town,
            min(m.line) as position
        from unit_members as m
        inner join task_units as t on m.group_unit = t.unit
        inner join calendar as c
            on
                t.task_id = c.task_id
                and m.valid_from <= last_day(c.first_date)
                and coalesce(m.valid_to >= c.first_date, true)
        group by m.member
        union all
        select
            d.town,
            null as position
        from dustfall as d
        inner join calendar as c on d.month = c.month
        anti join unit_members as m on d.town = m.member
        group by d.town
    ),

    summed as (
        select
            t.town,
            t.position,
            c.month,
            c.dustfall_limit,
            d.exact_value,
            half_even(d.exact_value, 1) as value,
            d.reported_value,
            d.days_exposed,
            d.source,
            d.is_demo,
            avg(d.exact_value) over so_far as exact_cumulative,
            half_even(avg(d.exact_value) over so_far, 1) as cumulative,
            count(d.exact_value) over so_far as months_reported,
            count(*) over so_far as months_expected
        from towns as t
        cross join calendar as c
        left join dustfall_months as d on t.town = d.town and c.month = d.month
        window so_far as (partition by t.town order by c.month)
    )

    select
        *,
        dustfall_state(value, true, dustfall_limit) as state,
        dustfall_state(cumulative, months_reported = months_expected, dustfall_limit) as cumulative_state
    from summed;
