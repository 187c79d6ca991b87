-- Each key unit on a day with both media beside each other. One row per enterprise.
-- NULL filters nothing: a unit by any spelling is the supervising unit or the town, words stand in any of its texts, a
-- deadline is met by a medium that is not done.
create or replace macro monitoring_enterprises(as_of, only_unit, only_words, only_deadline, earliest, latest) as table
    with both_media as (
        select
            enterprise,
            any_value(credit_code) as credit_code,
            any_value(town) as town,
            any_value(industry) as industry,
            any_value(supervising_unit) as supervising_unit,
            any_value(source) as source,
            any_value(line) as line,
            max(done_on) filter (where medium = 'soil') as soil_done_on,
            max(done_on) filter (where medium = 'groundwater') as groundwater_done_on,
            max(report) filter (where medium = 'soil') as soil_report,
            max(report) filter (where medium = 'groundwater') as groundwater_report,
            max(state) filter (where medium = 'soil') as soil_state,
            max(state) filter (where medium = 'groundwater') as groundwater_state,
            count(*) filter (where done_on is null) as missing,
            min(due_date) filter (where done_on is null) as next_due_date,
            min(days_left) as days_left
        from monitoring_status(as_of)
        group by enterprise
    )

    select
        *,
        missing > 0 and days_left < 0 as is_overdue
    from both_media
    where
        (only_unit is null or canonical_unit(only_unit) in (supervising_unit, town))
        and (
            only_words is null
            or contains(
                fold_name(concat_ws(' ', enterprise, credit_code, town, industry, supervising_unit)),
                fold_name(only_words)
            )
        )
        and case only_deadline
            when 'past_due' then missing > 0 and days_left < 0
            when 'due_soon' then 'due_soon' in (soil_state, groundwater_state)
            when 'this_month' then month_of(next_due_date) = month_of(as_of)
            when 'continuous' then false
            when 'beyond_year' then false
            else true
        end
        and (
            (earliest is null and latest is null)
            or next_due_date between coalesce(earliest, next_due_date) and coalesce(latest, next_due_date)
        );
