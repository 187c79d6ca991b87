-- The grade of each black-odour water on a day. One row per water.
-- Source: 城市黑臭水体整治工作指南 (2015). 60 % or more severe points make the whole water severe; three or more in a row
-- make the stretch between them severe, and no more. Fewer than three points or three rounds are no basis for a grade.
-- Rural waters are black-odorous or not, without grades.
create or replace macro black_odour_status(as_of) as table
    with points as (
        select * from black_odour_stretches(as_of)
    ),

    runs as (
        select
            water,
            run,
            count(*) as points,
            min(place) as first_place,
            arg_min(point, place) || '至' || arg_max(point, place) as stretch
        from points
        where run is not null
        group by water, run
    ),

    severe_runs as (
        select
            r.water,
            string_agg(r.stretch, '、' order by r.first_place) as severe_stretches
        from runs as r
        cross join black_odour_settings as s
        where r.points >= s.least_run
        group by r.water
    ),

    summed as (
        select
            water,
            count(*) as points_listed,
            count(rounds) as points,
            min(rounds) as rounds,
            count(*) filter (where grade = 'severe') as severe_points,
            count(*) filter (where grade in ('mild', 'black_odorous')) as mild_points
        from points
        group by water
    )

    select
        w.water,
        w.area,
        w.town,
        w.stretch,
        w.length,
        coalesce(m.points_listed, 0) as points_listed,
        coalesce(m.points, 0) as points,
        m.rounds,
        m.severe_points,
        m.mild_points,
        r.severe_stretches,
        case
            when coalesce(m.points, 0) = 0 then 'unmonitored'
            when m.points < s.least_points or m.rounds < s.least_rounds then 'insufficient'
            when m.severe_points + m.mild_points = 0 then 'clean'
            when w.area = 'rural' then 'black_odorous'
            when m.severe_points >= s.share_of_points * m.points then 'severe'
            else 'mild'
        end as grade,
        w.line as position
    from black_odour_waters as w
    cross join black_odour_settings as s
    left join summed as m on w.water = m.water
    left join severe_runs as r on w.water = r.water;
