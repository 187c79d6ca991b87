-- May this plot be built on? The gate: the next step, the acts that are closed and by which clauses. One row per plot.
-- Source: S-06 to S-08 (L294-L300), Soil Law 59 to 67 (plot_rules, plot_rule_acts). A rule that hangs on a survey
-- nobody has reported closes the acts, but it forbids and accuses nobody: the verdict is unknown, and so is the
-- violation. Clear needs all four gates reported, passed or not required.
create or replace macro plot_status_once(as_of) as table
    with next_steps as (
        select
            plot_id,
            arg_min(step, position) filter (where is_next) as next_step,
            string_agg(step, ',' order by position) filter (where clauses is not null) as forbidden,
            bool_or(
                (step = 'planning_permit' and status = 'done')
                or (step = 'construction' and status in ('done', 'in_progress'))
            ) as is_building
        from plot_steps_on(as_of)
        group by plot_id
    ),

    known as (
        select
            plot_id,
            count(*) filter (where is_known or needed_on > as_of) as gates_reported
        from plot_gates
        group by plot_id
    ),

    in_force as (
        select * from plot_rules_on(as_of)
    ),

    clauses as (
        select
            f.plot_id,
            string_agg(distinct a.clause, '；' order by a.clause) as clauses
        from in_force as f
        inner join plot_rule_acts as a on f.rule_id = a.rule_id
        group by f.plot_id
    ),

    obstacles as (
        select
            f.plot_id,
            bool_or(r.verdict = 'forbidden') as is_forbidden,
            string_agg(f.rule_id, ',' order by r.source_line, r.rule_id) as rules,
            string_agg(r.condition, '；' order by r.source_line, r.rule_id) as conditions,
            array_to_string(list_distinct(list(r.quote order by r.source_line, r.rule_id)), '；') as quotes
        from in_force as f
        inner join plot_rules as r on f.rule_id = r.rule_id
        where f.is_known
        group by f.plot_id
    ),

    breaches as (
        select
            plot_id,
            bool_or(is_known) as is_known
        from plot_breaches
        where opened_on <= as_of and closed_on > as_of
        group by plot_id
    )

    select
        p.plot_id,
        n.next_step,
        coalesce(n.is_building, false) as is_building,
        n.forbidden,
        c.clauses,
        o.rules,
        o.conditions,
        o.quotes,
        case
            when o.is_forbidden then 'forbidden'
            when o.plot_id is not null then 'blocked'
            when k.gates_reported < 4 then 'unknown'
            else 'clear'
        end as verdict,
        case
            when b.is_known then true
            when b.plot_id is null then false
        end as is_violation
    from plots as p
    inner join next_steps as n on p.plot_id = n.plot_id
    inner join known as k on p.plot_id = k.plot_id
    left join clauses as c on p.plot_id = c.plot_id
    left join obstacles as o on p.plot_id = o.plot_id
    left join breaches as b on p.plot_id = b.plot_id;
