-- What was done on a plot that a gate may forbid, from which day. One row per plot and act.
-- Source: T76. Construction under way is building as much as construction done; without a day it counts from always.
create or replace table plot_acts as
with acts as (
    select
        plot_id,
        unnest(['use_change', 'land_supply', 'planning_permit', 'construction']) as act,
        steps
    from plot_facts
)

select
    plot_id,
    act,
    case
        when act <> 'construction' then steps[act].done_on
        when steps[act].status = 'in_progress' then coalesce(steps[act].started_on, '-infinity'::date)
        else coalesce(steps[act].started_on, steps[act].done_on)
    end as done_from
from acts
where steps[act].status = 'done' or (act = 'construction' and steps[act].status = 'in_progress');
