-- What the gates of a plot rest on, whatever the day: what its use means, its lists, and its steps. One row per plot.
-- Source: land_classes for the use (一住两公 is housing, public administration and public service land: T76); Soil Law
-- 67 for land of the enterprises under key supervision, found by their credit code or name. An unclear use is not
-- 一住两公; it takes class 1 of GB 36600 alone. A plot that a decision took off the list was on it before.
create or replace table plot_facts as
with said as (
    select
        plot_id,
        map(
            list(step),
            list(
                struct_pack(
                    status := status,
                    started_on := started_on,
                    done_on := if(status = 'done', done_on, null),
                    result := result
                )
            )
        ) as steps
    from plot_steps
    group by plot_id
),

key_units as (
    select distinct
        p.plot_id,
        true as is_key_unit
    from plots as p
    inner join monitored_enterprises as m
        on
            credit_code_key(p.credit_code) = credit_code_key(m.credit_code)
            or fold_name(p.owner) = fold_name(m.enterprise)
),

exceeded as (
    select
        plot_id,
        min(date) as exceeded_on
    from plot_sample_verdicts
    where verdict in ('survey', 'intervene')
    group by plot_id
),

settled as (
    select
        plot_id,
        list(closed_on) filter (where isfinite(closed_on)) as settled_days
    from land_finding_spans
    group by plot_id
)

select
    p.plot_id,
    p.planned_on,
    p.is_listed or s.steps['delisting'].done_on is not null as is_listed,
    p.listed_on,
    p.is_heavy,
    coalesce(u.land_class, 1) as land_class,
    coalesce(u.is_residential_or_public, false) as is_sensitive,
    coalesce(u.is_home_or_school, false) as is_home_or_school,
    coalesce(k.is_key_unit, false) as is_key_unit,
    s.steps,
    e.exceeded_on,
    t.settled_days
from plots as p
left join land_classes as u on p.planned_use = u.code
left join key_units as k on p.plot_id = k.plot_id
left join said as s on p.plot_id = s.plot_id
left join exceeded as e on p.plot_id = e.plot_id
left join settled as t on p.plot_id = t.plot_id;
