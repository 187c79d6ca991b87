-- The measures that each rung of a ladder names, in the order of its words, and how a letter of it is headed.
-- One row per plan, step and measure. Source: L110 and L343 join them by 、 and 或; only 预警函 is a letter by its name.
create or replace table escalation_measures as
with split as (
    select
        plan,
        step,
        string_split_regex(action, '、|或') as measures
    from escalation_steps
),

named as (
    select
        plan,
        step,
        unnest(generate_series(1, len(measures))) as place,
        unnest(measures) as measure
    from split
)

select
    plan,
    step,
    place,
    measure,
    case when ends_with(measure, '函') then measure else measure || '通知书' end as letter,
    case when ends_with(measure, '函') then '下发' else '实施' end || measure as done_by
from named;
