-- What the notice says of the 白水河 wetland in several places (T59), beside its one record. One row per statement.
with statements as (
    select
        task_id,
        '正文' as place,
        regexp_extract(measure, '[^，。]*白水河人工湿地[^，。]*') as quote,
        source_line
    from tasks
    where contains(measure, '白水河人工湿地')
    union all
    select
        project_id as task_id,
        '附件2' as place,
        name as quote,
        source_line
    from projects
    where contains(name, '白水河人工湿地')
),

deadlines as (
    select
        task_id,
        string_agg(printed, '、' order by node_id) as deadline_text
    from nodes_as_read
    group by task_id
)

select
    s.task_id,
    s.place,
    s.quote,
    l.lead_units,
    l.support_units,
    d.deadline_text,
    s.source_line,
    p.project_id,
    p.works_percent,
    half_even(p.goal_completion, 2) as goal_completion,
    p.state,
    p.latest_month,
    p.stage,
    p.due_date,
    p.is_demo
from statements as s
left join task_unit_lists as l on s.task_id = l.task_id
left join deadlines as d on s.task_id = d.task_id
left join project_status($as_of::date) as p on contains(p.name, '白水河人工湿地')
order by s.source_line
