-- The card of each pollutant: its latest month with an actual, and the twelve months behind it. One row per pollutant.
create or replace macro air_headline(as_of, for_scope, for_dust) as table
    with summed as (
        select
            pollutant,
            max(month) filter (where month_actual is not null) as latest_month,
            arg_max(
                struct_pack(
                    actual := month_actual,
                    target := month_target,
                    baseline := month_baseline,
                    state := state,
                    cumulative_actual := cumulative_actual,
                    cumulative_target := cumulative_target,
                    cumulative_baseline := cumulative_baseline,
                    cumulative_state := cumulative_state,
                    cumulative_way := cumulative_way
                ),
                month
            ) filter (where month_actual is not null) as latest,
            list(month_actual order by month) as actuals,
            list(month_target order by month) as targets,
            list(month_baseline order by month) as baselines,
            count(month_actual) as months_reported,
            bool_or(is_demo) as is_demo
        from air_month_progress(as_of, for_scope, for_dust)
        group by pollutant
    ),

    goals as (
        select * from air_scope_goals(for_scope)
    ),

    asked as (
        select
            item_id,
            count(*) as questions
        from question_refs
        group by item_id
    )

    select
        g.pollutant,
        g.position,
        s.latest_month,
        s.latest.actual as month_actual,
        s.latest.target as month_target,
        s.latest.baseline as month_baseline,
        coalesce(s.latest.state, 'unreported') as state,
        s.latest.cumulative_actual,
        s.latest.cumulative_target,
        s.latest.cumulative_baseline,
        coalesce(s.latest.cumulative_state, 'unreported') as cumulative_state,
        s.latest.cumulative_way,
        s.actuals,
        s.targets,
        s.baselines,
        s.months_reported,
        g.scope_target as annual_target,
        g.scope_annex_target as annex_target,
        g.class_ii_limit,
        g.statistic,
        g.unit_of_measure,
        g.decimals,
        g.force,
        g.text_line,
        coalesce(q.questions, 0) as questions,
        s.is_demo
    from goals as g
    inner join summed as s on g.pollutant = s.pollutant
    left join asked as q on g.indicator_id = q.item_id;
