-- The goals of air_goals for one scope: nobody set a target for another one, so there it is unknown (T11).
-- One row per pollutant.
create or replace macro air_scope_goals(for_scope) as table
    select
        pollutant,
        position,
        statistic,
        is_mean,
        unit_of_measure,
        decimals,
        class_ii_limit,
        edition,
        clause,
        indicator_id,
        force,
        text_line,
        annex_line,
        case when scope = for_scope then annual_target end as scope_target,
        case when scope = for_scope then printed_target end as printed_target,
        case when scope = for_scope then annex_target end as scope_annex_target
    from air_goals;
