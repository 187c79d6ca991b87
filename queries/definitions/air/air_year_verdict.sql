-- The verdict on the official figure of the year, under every reading there is. One row per pollutant.
-- Source: text of L32-L34, annex 1 L133, GB 3095-2012 class II. 完成目标 and 达到国家二级标准 are two verdicts (T09).
-- The readings: the published figure against the text, the same against the annex (T01), and rounded half to even
-- against the text (T07). Where they agree, that is the state; where they differ it is conflict, never green. Days that
-- are too few for a figure are insufficient, not unreported.
create or replace macro air_year_verdict(as_of, for_scope, for_dust) as table
    with calendar as (
        select year(plan_year_end)::varchar as plan_year from settings
    ),

    goals as (
        select * from air_scope_goals(for_scope)
    ),

    actuals as (
        select * from air_actuals(as_of, for_scope, for_dust)
    ),

    years as (
        select
            g.pollutant,
            g.position,
            g.statistic,
            g.unit_of_measure,
            g.decimals,
            g.class_ii_limit,
            g.edition,
            g.clause,
            g.force,
            g.text_line,
            g.annex_line,
            g.scope_target as text_target,
            g.printed_target,
            g.scope_annex_target as table_target,
            a.value,
            a.exact_value,
            a.basis,
            a.official_value,
            a.computed_value,
            a.valid_days,
            a.source,
            a.upload_id,
            a.line,
            a.file_name,
            coalesce(a.is_demo, false) as is_demo
        from goals as g
        cross join calendar as c
        left join actuals as a on g.pollutant = a.pollutant and c.plan_year = a.period
    ),

    readings as (
        select
            *,
            target_state(exact_value, text_target) as text_state,
            target_state(exact_value, table_target) as table_state,
            target_state(half_even(value, decimals), text_target) as rounded_state
        from years
    )

    select
        *,
        case
            when value is null and valid_days > 0 then 'insufficient'
            when text_state = table_state and text_state = rounded_state then text_state
            else 'conflict'
        end as state,
        case when value is not null then value <= text_target end as attains_target,
        case when value is not null then value <= class_ii_limit end as attains_class_ii
    from readings;
