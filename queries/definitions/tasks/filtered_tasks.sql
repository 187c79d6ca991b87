-- The tasks that the filter bar leaves, with their status. One row per task. NULL filters nothing.
-- A unit and its tasks are found by any spelling. A role is that of the unit that is asked for; where none is, any of
-- the task's units may have it. A deadline, as a word or as a range, is met by any dated node.
create or replace macro filtered_tasks(
    as_of, only_unit, with_groups, only_role, only_plan, only_kind, only_schedule, only_light, only_words,
    only_deadline, earliest, latest
) as table
    with of_units as (
        select task_id
        from task_unit_rows(as_of, with_groups)
        where
            (only_unit is null or unit = canonical_unit(only_unit))
            and (only_role is null or role = only_role)
    )

    select *
    from task_status(as_of)
    where
        (only_plan is null or plan = only_plan)
        and (only_kind is null or deadline_kind = only_kind)
        and (only_schedule is null or schedule = only_schedule)
        and (only_light is null or light = only_light)
        and ((only_unit is null and only_role is null) or task_id in (from of_units))
        and (only_words is null or contains(words, fold_name(only_words)))
        and case only_deadline
            when 'past_due' then schedule = 'past_due'
            when 'due_soon' then schedule in ('due_today', 'due_soon')
            when 'this_month' then len(list_filter(dates, lambda d: month_of(d) = month_of(as_of))) > 0
            when 'continuous' then schedule = 'continuous'
            when 'beyond_year' then schedule = 'beyond_year'
            else true
        end
        and (
            (earliest is null and latest is null)
            or len(list_filter(dates, lambda d: d between coalesce(earliest, d) and coalesce(latest, d))) > 0
        );
