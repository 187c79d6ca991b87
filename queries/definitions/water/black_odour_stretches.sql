-- Each point of black-odour waters in the order of the stream, its grade, and the run of severe points it is in.
-- One row per water and point. Source: 城市黑臭水体整治工作指南 (2015). Severe: one item is severe in 60 % or more of its
-- data, or two items in 30 % or more; else mild where any value is black-odorous. So it is not the worst single value.
create or replace macro black_odour_stretches_once(as_of) as table
    with readings as (
        select * from black_odour_readings(as_of)
    ),

    items as (
        select
            water,
            point,
            item,
            count(*) filter (where level = 2) / count(*) as severe_share,
            max(level) as worst,
            count(distinct date) as rounds
        from readings
        group by water, point, item
    ),

    graded as (
        select
            i.water,
            i.point,
            max(i.rounds) as rounds,
            case
                when
                    bool_or(i.severe_share >= s.share_of_one)
                    or count(*) filter (where i.severe_share >= s.share_of_two and i.severe_share > 0) >= 2
                    then 'severe'
                when max(i.worst) > 0 and any_value(w.area) = 'rural' then 'black_odorous'
                when max(i.worst) > 0 then 'mild'
                else 'clean'
            end as grade,
            string_agg(i.item, ',' order by i.item) filter (where i.worst > 0) as items
        from items as i
        cross join black_odour_settings as s
        inner join black_odour_waters as w on i.water = w.water
        group by i.water, i.point
    ),

    placed as (
        select
            p.water,
            p.point,
            p.position,
            g.rounds,
            coalesce(g.grade, 'unmonitored') as grade,
            g.items,
            coalesce(g.grade = 'severe', false) as is_severe,
            row_number() over (partition by p.water order by p.position, p.point) as place
        from black_odour_points as p
        left join graded as g on p.water = g.water and p.point = g.point
    )

    select
        *,
        case when is_severe then place - row_number() over (partition by water, is_severe order by place) end as run
    from placed;
