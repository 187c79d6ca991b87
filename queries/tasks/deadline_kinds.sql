-- The kinds of deadlines among the filtered tasks: how many tasks of each plan, what a kind is, how it is judged.
-- One row per kind, the most binding first. A task with several counts as its most binding one.
with kinds as (
    select
        listed.kind,
        listed.meaning,
        listed.judged
    from (
        values
        (
            'due',
            '写明最后期限',
            '到期前' || (select settings.yellow_window_days from settings) || '日内提醒；过了没有销号，为已过期限'
        ),
        ('window', '写明从哪天到哪天', '其间为时段内；末日过了没有销号，为已过期限'),
        ('from', '只写明从哪天起', '那天起为已生效，没有期限可过'),
        ('relative', '以汛期、采暖季为准', '判定参数填了起始日，按前一日截止；没有填，为时限未注明'),
        ('ongoing', '长期坚持', '只看本月报没报，不判逾期，也没有完成率'),
        ('recurring', '每月或每季度一次', '逐期列入总览“本月要办”，不判逾期'),
        ('unstated', '没有写时限', '不判逾期，只看本月报没报')
    ) as listed (kind, meaning, judged)
),

tasks_shown as (
    select
        deadline_kind,
        plan,
        nodes_total
    from filtered_tasks(
        $as_of::date, $unit::varchar, $include_groups::boolean, $role::varchar, $plan::varchar, null,
        $schedule::varchar, $light::varchar, $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    )
)

select
    kinds.kind,
    count(tasks_shown.plan) as tasks,
    count(*) filter (where tasks_shown.plan = 'air') as air,
    count(*) filter (where tasks_shown.plan = 'water') as water,
    count(*) filter (where tasks_shown.plan = 'soil') as soil,
    count(*) filter (where tasks_shown.nodes_total > 1) as with_several_dates,
    kinds.meaning,
    kinds.judged
from kinds
left join tasks_shown on kinds.kind = tasks_shown.deadline_kind
group by kinds.kind, kinds.meaning, kinds.judged
order by deadline_kind_rank(kinds.kind)
