-- The four gates of a plot: whether each is needed, since when, and the day it was passed. One row per plot and gate.
-- Source: Soil Law 59 (survey before the use changes to 一住两公), 67 (survey of land under key supervision), 60
-- (assessment where the survey exceeds), 62 to 64 (control or remediation), 65 (assessment of its effect). Not required
-- is no answer where the law requires it: `is_known` is false where nothing was reported and nothing follows from the
-- step before. A gate is open from `passed_on`; infinity: not passed yet, NULL: not needed.
create or replace table plot_gates as
with needed as (
    select
        plot_id,
        'survey' as gate,
        1 as position,
        steps['survey'].status as status,
        steps['survey'].done_on as done_on,
        steps['survey'].result as result,
        is_sensitive or is_key_unit as is_needed,
        false as is_spared,
        null::date as needed_on
    from plot_facts
    union all
    select
        plot_id,
        'risk_assessment' as gate,
        2 as position,
        steps['risk_assessment'].status as status,
        steps['risk_assessment'].done_on as done_on,
        steps['risk_assessment'].result as result,
        coalesce(steps['survey'].result = 'exceeding', false) or exceeded_on is not null as is_needed,
        coalesce(steps['survey'].result = 'within', false) and exceeded_on is null as is_spared,
        if(steps['survey'].result = 'exceeding', steps['survey'].done_on, exceeded_on) as needed_on
    from plot_facts
    union all
    select
        plot_id,
        'remediation' as gate,
        3 as position,
        steps['remediation'].status as status,
        steps['remediation'].done_on as done_on,
        steps['remediation'].result as result,
        coalesce(steps['risk_assessment'].result = 'unacceptable', false) as is_needed,
        coalesce(steps['risk_assessment'].result = 'acceptable', false)
        or (coalesce(steps['survey'].result = 'within', false) and exceeded_on is null) as is_spared,
        coalesce(steps['risk_assessment'].done_on, exceeded_on) as needed_on
    from plot_facts
    union all
    select
        plot_id,
        'effect_assessment' as gate,
        4 as position,
        steps['effect_assessment'].status as status,
        steps['effect_assessment'].done_on as done_on,
        steps['effect_assessment'].result as result,
        coalesce(steps['risk_assessment'].result = 'unacceptable', false)
        or coalesce(steps['remediation'].status = 'done', false) as is_needed,
        coalesce(steps['risk_assessment'].result = 'acceptable', false)
        or (coalesce(steps['survey'].result = 'within', false) and exceeded_on is null) as is_spared,
        coalesce(steps['remediation'].done_on, steps['risk_assessment'].done_on, exceeded_on) as needed_on
    from plot_facts
)

select
    plot_id,
    gate,
    position,
    status,
    is_spared,
    status is not null or is_spared as is_known,
    case
        when coalesce(status = 'not_required', true) then coalesce(needed_on, '-infinity'::date)
        else '-infinity'::date
    end as needed_on,
    case
        when status = 'done' and coalesce(result <> 'not_attained', true) then done_on
        when is_spared and status = 'not_started' then null
        when status in ('done', 'in_progress', 'not_started') then 'infinity'::date
        when status = 'not_required' and is_needed then 'infinity'::date
        when status is null and not is_spared then 'infinity'::date
    end as passed_on
from needed;
