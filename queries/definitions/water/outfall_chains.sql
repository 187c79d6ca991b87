-- Each exceedance of an outfall until a later sample of the same item passes. One row per outfall, item and chain.
-- Source: W-11 对发现超标排放的排污口进行溯源整治，限期达标 (L222). A chain is open until that sample, whatever steps were
-- reported meanwhile; a sample of another item closes nothing. Steps count from the exceedance until it is closed.
create or replace macro outfall_chains_once(as_of) as table
    with judged as (
        select
            *,
            lag(verdict) over (partition by outfall, indicator order by date) as verdict_before
        from outfall_readings(as_of)
        where verdict in ('passing', 'exceeding')
    ),

    numbered as (
        select
            *,
            count(*) filter (where verdict = 'exceeding' and verdict_before is distinct from 'exceeding') over (
                partition by outfall, indicator
                order by date
            ) as chain
        from judged
    ),

    chains as (
        select
            outfall,
            indicator,
            chain,
            any_value(title) as title,
            any_value(unit_of_measure) as unit_of_measure,
            any_value(highest) as highest,
            any_value(lowest) as lowest,
            any_value(document) as document,
            min(date) as opened_on,
            arg_min(value, date) as opening_value,
            max(exceedance_multiple) as highest_multiple,
            count(*) filter (where verdict = 'exceeding') as exceeding_samples,
            min(date) filter (where verdict = 'passing') as closed_on,
            arg_min(value, date) filter (where verdict = 'passing') as closing_value
        from numbered
        where chain > 0
        group by outfall, indicator, chain
    ),

    steps as (
        select * from outfall_tracing
        where date <= as_of
    ),

    traced as (
        select
            c.outfall,
            c.indicator,
            c.chain,
            count(distinct s.step) as steps,
            max(s.due_date) as due_date,
            arg_max(s.step, s.date) as latest_step
        from chains as c
        inner join steps as s
            on c.outfall = s.outfall and c.opened_on <= s.date and coalesce(c.closed_on >= s.date, true)
        group by c.outfall, c.indicator, c.chain
    ),

    counted as (
        select
            *,
            as_of as counted_to
        from chains
    )

    select
        c.outfall,
        c.indicator,
        c.title,
        c.unit_of_measure,
        c.lowest,
        c.highest,
        c.document,
        c.opened_on,
        c.opening_value,
        c.highest_multiple,
        c.exceeding_samples,
        c.closed_on,
        c.closing_value,
        coalesce(t.steps, 0) as steps,
        t.latest_step,
        t.due_date,
        coalesce(c.closed_on, c.counted_to) - c.opened_on as days,
        case
            when c.closed_on is not null then 'closed'
            when t.due_date < c.counted_to then 'overdue'
            when t.steps is null then 'untraced'
            else 'open'
        end as state
    from counted as c
    left join traced as t on c.outfall = t.outfall and c.indicator = t.indicator and c.chain = t.chain;
