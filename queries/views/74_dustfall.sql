-- Dustfall of a month as it counts: what a pot collected in n days is scaled to 30, unrounded. One row per month, town.
-- Source: GB/T 15265, the laboratory's figure is for 30 days. Without the days it was scaled before it was reported.
create or replace view dustfall_months as
select
    d.month,
    d.town,
    d.value * 30 / coalesce(d.days_exposed, 30) as exact_value,
    d.value as reported_value,
    d.days_exposed,
    d.source,
    coalesce(u.is_demo, false) as is_demo
from dustfall as d
left join uploads as u on d.upload_id = u.upload_id;

-- Whether dustfall keeps to the limit, which it may reach: 5.0 does, 5.1 does not (L76). One value.
-- partial: not all that belongs to the figure is reported, so it is not judged. not_judged: no limit for that year.
create or replace macro dustfall_state(value, is_whole, dustfall_limit) as
case
    when value is null then 'unreported'
    when dustfall_limit is null then 'not_judged'
    when not is_whole then 'partial'
    when value <= dustfall_limit then 'met'
    else 'missed'
end;

-- The months of the year that are over on a day, with the limit. One row per month.
-- Source: L76 and A-23 (L164): 不得高于5吨/月·平方公里, of 2023.
create or replace macro dustfall_calendar(as_of) as table
    with months as (
        select
            unnest(generate_series(date_trunc('year', as_of), as_of + 1 - interval 1 month, interval 1 month))::date
                as first_date
    )

    select
        m.first_date,
        month_of(m.first_date) as month,
        case when year(m.first_date) = year(s.plan_year_end) then i.value end as dustfall_limit,
        i.task_id
    from months as m
    cross join settings as s
    inner join indicators as i on i.indicator_id = 'IA-11';

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
