-- What happened at an outfall, in the order of days: samples with their verdict, and steps of 查测溯治. One row per event.
with readings as (
    select * from outfall_readings($as_of::date)
),

samples as (
    select
        outfall,
        date,
        'sample' as event,
        case
            when bool_or(verdict = 'exceeding') then 'exceeding'
            when bool_or(verdict = 'passing') then 'passing'
            else 'no_limit'
        end as state,
        null as unit,
        string_agg(
            title || if(is_below_limit, ' <', ' ') || printf('%g', value)
            || if(unit_of_measure = '无量纲', '', ' ' || unit_of_measure) || if(verdict = 'exceeding', '（超标）', ''),
            '，' order by position
        ) as result,
        null::date as due_date
    from readings
    group by outfall, date
),

steps as (
    select
        outfall,
        date,
        step as event,
        null as state,
        unit,
        result,
        due_date
    from outfall_tracing
    where date <= $as_of::date
),

events as (
    select * from samples
    union all
    select * from steps
)

select
    outfall,
    date,
    event,
    state,
    unit,
    result,
    due_date
from events
order by outfall, date, event <> 'sample', list_position(['inspect', 'measure', 'trace', 'remedy'], event)
