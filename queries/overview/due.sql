-- What falls due in the month of a day: dated nodes, recurring duties, and what the office owes. One row per duty.
-- Source: falling_due. Progress: what the records of a duty say (duty_progress).
with tasks_shown as (
    from filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, null, $plan::varchar, null, null, null,
        $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    )
),

duties as (
    from falling_due($as_of::date, month_of($as_of::date))
),

shown as (
    select
        duties.task_id,
        duties.due,
        duties.duty,
        tasks_shown.lead_units as units,
        duties.is_done,
        known.progress,
        duties.source_line
    from duties
    inner join tasks_shown on duties.task_id = tasks_shown.task_id
    left join duty_progress($as_of::date) as known on duties.node_id = known.node_id
    union all
    select
        null as task_id,
        due,
        duty,
        unit as units,
        is_done,
        null as progress,
        source_line
    from duties
    where
        task_id is null
        and ($unit::varchar is null or unit = canonical_unit($unit::varchar))
        and ($keyword::varchar is null or contains(fold_name(duty || unit), fold_name($keyword::varchar)))
        and coalesce($deadline::varchar, 'this_month') = 'this_month'
        and ($due_from::date is null or due between $due_from::date and $due_to::date)
        and $plan::varchar is null
)

select
    shown.task_id,
    shown.due,
    shown.duty,
    shown.units,
    case
        when shown.is_done then 'done'
        when shown.due < $as_of::date then 'past_due'
        when shown.due = $as_of::date then 'due_today'
        when shown.due - $as_of::date <= settings.yellow_window_days then 'due_soon'
        else 'later'
    end as state,
    shown.progress,
    shown.source_line
from shown
cross join settings
order by shown.due, shown.is_done, shown.source_line, shown.duty
