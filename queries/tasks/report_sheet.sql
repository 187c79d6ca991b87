-- What a unit reports of for a month: its tasks on a day, what falls due in the month, and how each report stands.
-- One row per task. reported_by_groups names the groups that have reported for their members.
with due as (
    select
        task_id,
        string_agg(
            printf('%s（%d月%d日%s）', duty, month(due), day(due), if(is_done, '，已办', '')), '；'
            order by due, node_id
        ) as falling_due
    from falling_due($as_of::date, $period::varchar)
    where task_id is not null
    group by task_id
),

of_groups as (
    select
        r.task_id,
        string_agg(r.unit, '、' order by r.unit) as groups
    from task_reports as r
    inner join group_members(least($as_of::date, last_day(month_start($period::varchar)))) as m on r.unit = m.group_unit
    where r.period = $period::varchar and m.member = canonical_unit($unit::varchar)
    group by r.task_id
)

select
    states.task_id,
    owners.role,
    owners.is_via_group,
    status.measure,
    status.deadline_text,
    status.deadline_kind,
    status.schedule,
    status.is_window_over,
    status.light,
    status.nodes_done,
    status.nodes_total,
    due.falling_due,
    case
        when states.is_late then 'late'
        when states.is_reported then 'reported'
        when states.is_overdue then 'overdue'
        else 'missing'
    end as state,
    of_groups.groups as reported_by_groups
from report_states($as_of::date, $period::varchar) as states
inner join task_status($as_of::date) as status on states.task_id = status.task_id
inner join task_unit_rows(least($as_of::date, last_day(month_start($period::varchar))), true) as owners
    on states.task_id = owners.task_id and states.unit = owners.unit
left join due on states.task_id = due.task_id
left join of_groups on states.task_id = of_groups.task_id
where states.unit = canonical_unit($unit::varchar)
order by plan_rank(states.plan), states.seq
