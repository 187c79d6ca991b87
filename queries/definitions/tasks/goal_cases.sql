-- Which goal of the soil plan meets which case of its ladder on a day, with its figures. One row per case and goal.
-- Source: L343. The one goal that is judged is the safe use of polluted farmland, once the year is over, a value is
-- assigned (IS-03) and the rate can be said. Whether it is one of the binding ones nobody has written (T71).
create or replace macro goal_cases(as_of) as table
    with used as (
        select
            *,
            100 * safe_area / counted_area as percent
        from farmland_safe_use(as_of)
    ),

    year_over as (
        select plan_year_end
        from settings
        where plan_year_end <= as_of
    )

    select
        'E10' as rule_id,
        'goal' as subject_kind,
        i.indicator_id as subject,
        i.name as title,
        y.plan_year_end as since,
        i.name || as_written(half_even(u.percent, 1)) || '%，低于上级下达值' || i.assigned_value || '%（'
        || i.assigned_document || '；是否约束性文件未写明）' as proof
    from indicators as i
    cross join year_over as y
    inner join rules as r on r.rule_id = 'farmland_rate_definition'
    cross join used as u
    where
        i.indicator_id = 'IS-03'
        and rate_state(r.value, u.units, u.open_units, u.counted_area) = 'counted'
        and u.percent < try_cast(i.assigned_value as double);
