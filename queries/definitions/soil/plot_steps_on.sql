-- Every step of every plot as it stood on a day. One row per plot and step, in the order of the law.
-- Source: Soil Law 59 to 66. A step counts as done from its day: before, it is under way, but nobody is said to build
-- before a day that was reported. `state` is what a board shows: done, under way, not started, not required (said, or
-- because the step before found nothing), not reported; `closed` where a rule in force forbids an act that is not done,
-- `breach` where it was done all the same, `doubtful` where that hangs on a survey that nobody has reported. Next is
-- what is not settled; of the acts those before one that was done are past, reported or not.
create or replace macro plot_steps_on_once(as_of) as table
    with steps as (
        select
            unnest(
                [
                    'survey', 'risk_assessment', 'remediation', 'effect_assessment', 'delisting',
                    'use_change', 'land_supply', 'planning_permit', 'construction'
                ]
            ) as step,
            unnest(range(1, 10)) as position
    ),

    in_force as (
        select * from plot_rules_on(as_of)
    ),

    closed as (
        select
            r.plot_id,
            a.act,
            bool_or(r.is_known) as is_known,
            string_agg(distinct a.clause, '；' order by a.clause) as clauses
        from in_force as r
        inner join plot_rule_acts as a on r.rule_id = a.rule_id
        group by r.plot_id, a.act
    ),

    listed as (
        select
            plot_id,
            is_listed and (listed_on is null or listed_on <= as_of) as is_listed
        from plot_facts
    ),

    reported as (
        select
            *,
            case
                when status in ('done', 'in_progress') and started_on > as_of then 'not_started'
                when status = 'done' and done_on > as_of and step = 'construction' and started_on is null
                    then 'not_started'
                when status = 'done' and done_on > as_of then 'in_progress'
                else status
            end as status_then
        from plot_steps
    ),

    gates as (
        select
            plot_id,
            gate,
            is_spared,
            passed_on > as_of and needed_on <= as_of as is_shut
        from plot_gates
    ),

    listing as (
        select
            l.plot_id,
            s.step,
            s.position,
            l.is_listed,
            coalesce(g.is_spared, false) as is_spared,
            coalesce(g.is_shut, false) as is_shut,
            p.status_then as status,
            p.started_on,
            p.done_on,
            p.document,
            p.reviewer,
            p.result,
            c.is_known,
            c.clauses,
            max(s.position) filter (where s.position > 5 and p.status_then = 'done') over (
                partition by l.plot_id
            ) as last_act
        from listed as l
        cross join steps as s
        left join reported as p on l.plot_id = p.plot_id and s.step = p.step
        left join gates as g on l.plot_id = g.plot_id and s.step = g.gate
        left join closed as c on l.plot_id = c.plot_id and s.step = c.act
    )

    select
        plot_id,
        step,
        position,
        status,
        started_on,
        done_on,
        document,
        reviewer,
        result,
        clauses,
        case
            when position <= 4 then is_shut
            when step = 'delisting' then is_listed and coalesce(status <> 'done', true)
            else coalesce(status not in ('done', 'not_required'), true) and coalesce(position > last_act, true)
        end as is_next,
        case
            when step = 'delisting' and not is_listed and status is null then 'not_required'
            when status = 'done' or (step = 'construction' and status = 'in_progress')
                then case when is_known then 'breach' when clauses is not null then 'doubtful' else status end
            when clauses is not null then 'closed'
            when status is not null then status
            when is_spared then 'not_required'
            else 'unreported'
        end as state
    from listing;
