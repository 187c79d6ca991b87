-- The filtered tasks in counts and in one sentence to read out; its numbers are those of the cards. One row.
with counted as (
    select
        count(*) as tasks,
        count(*) filter (where light = 'green') as green,
        count(*) filter (where light = 'yellow') as yellow,
        count(*) filter (where light = 'red') as red,
        count(*) filter (where light = 'grey') as grey,
        count(*) filter (where schedule = 'closed') as closed,
        count(*) filter (where schedule = 'cancelled') as cancelled,
        count(*) filter (where schedule = 'past_due') as past_due,
        count(*) filter (where schedule in ('due_today', 'due_soon')) as due_soon,
        count(*) filter (where schedule = 'continuous') as continuous
    from filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, null, $plan::varchar, null, null, null,
        $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    )
),

said as (
    select
        counted.*,
        coalesce('或' || settings.yellow_window_days || '日内', '') as or_soon
    from counted
    cross join settings
)

select
    tasks,
    green,
    yellow,
    red,
    grey,
    closed,
    cancelled,
    past_due,
    due_soon,
    continuous,
    '截至' || strftime($as_of::date, '%Y年%-m月%-d日') || '，' || coalesce(canonical_unit($unit::varchar), '')
    || '共' || tasks || '项任务'
    || case
        when tasks = 0 then '。'
        else
            '：正常' || green || '项，关注' || yellow || '项，逾期' || red || '项，待报' || grey || '项；其中已销号' || closed
            || '项，' || if(cancelled > 0, '已取消' || cancelled || '项，', '')
            || '已过期限' || past_due || '项，任务时限当日' || or_soon || '到期' || due_soon || '项，长期坚持' || continuous
            || '项。'
    end as sentence
from said
