-- May this plot be built on? One row per plot. Source: S-06 to S-08 (L294-L300), the prohibitions in plot_rules.
-- 一住两公 is read as residential, school, public service (T76). A step counts as done from its date, construction
-- under way is building as much as construction done. A survey dated after the change of use does not open the gate,
-- nor does the word that none is needed: every plot that changes to 一住两公 needs one. Clear needs all four steps up
-- to the effect assessment reported, done or not required; what is not reported is unknown.
create or replace macro plot_status(as_of) as table
    with known as (
        select
            plot_id,
            step,
            case when status = 'done' and done_on > as_of then 'in_progress' else status end as status,
            status = 'in_progress' as is_under_way,
            done_on,
            list_position(
                [
                    'survey', 'risk_assessment', 'remediation', 'effect_assessment',
                    'use_change', 'planning_permit', 'construction'
                ],
                step
            ) as step_no
        from plot_steps
    ),

    progress as (
        select
            plot_id,
            count(*) filter (where step_no <= 4) as gates_reported,
            arg_min(step, step_no) filter (where status in ('not_started', 'in_progress')) as current_step,
            max(status) filter (where step = 'survey') as survey,
            max(status) filter (where step = 'risk_assessment') as risk_assessment,
            max(status) filter (where step = 'remediation') as remediation,
            max(status) filter (where step = 'effect_assessment') as effect_assessment,
            bool_or(step_no <= 4 and status in ('not_started', 'in_progress')) as is_unfinished,
            bool_or(
                (step = 'construction' and is_under_way)
                or (step in ('planning_permit', 'construction') and status = 'done')
            ) as is_building,
            max(done_on) filter (where step = 'survey') > max(done_on) filter (
                where step = 'use_change' and status = 'done'
            ) as is_survey_late
        from known
        group by plot_id
    ),

    judged as (
        select
            plots.plot_id,
            plots.is_listed,
            plots.is_heavy,
            progress.gates_reported,
            progress.current_step,
            progress.survey,
            progress.risk_assessment,
            progress.remediation,
            progress.effect_assessment,
            progress.is_unfinished,
            progress.is_survey_late,
            coalesce(progress.is_building, false) as is_building,
            plots.planned_use in ('residential', 'school', 'public_service') as is_sensitive,
            plots.planned_use in ('residential', 'school') as is_home_or_school
        from plots
        left join progress on plots.plot_id = progress.plot_id
    ),

    obstacles as (
        select
            judged.plot_id,
            bool_or(rules.verdict = 'forbidden') as is_forbidden,
            string_agg(rules.condition, '；' order by rules.line) as conditions,
            string_agg(rules.quote, '；' order by rules.line) as quotes
        from judged
        inner join plot_rules as rules
            on
                case rules.rule_id
                    when 'listed' then judged.is_listed and judged.is_sensitive
                    when 'heavy' then judged.is_heavy and judged.is_home_or_school
                    when 'survey' then judged.is_sensitive and (judged.survey <> 'done' or judged.is_survey_late)
                    when 'unfinished' then judged.is_unfinished
                end
        group by judged.plot_id
    )

    select
        judged.plot_id,
        judged.current_step,
        judged.survey,
        judged.risk_assessment,
        judged.remediation,
        judged.effect_assessment,
        judged.is_building,
        obstacles.conditions,
        obstacles.quotes,
        case
            when obstacles.is_forbidden then 'forbidden'
            when obstacles.plot_id is not null then 'blocked'
            when coalesce(judged.gates_reported, 0) < 4 then 'unknown'
            else 'clear'
        end as verdict,
        obstacles.plot_id is not null and judged.is_building as is_violation
    from judged
    left join obstacles on judged.plot_id = obstacles.plot_id;
