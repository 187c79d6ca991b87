-- What a decision about a node rests on: the reports of its task, the files that count, the register, the steps so far.
-- One row per field or thing; codes as stored. Read inside a commit as well, and at another snapshot.
with fields as (
    select
        period || ' ' || unit as place,
        unnest([
            struct_pack(name := 'claim', content := claim),
            struct_pack(name := 'progress', content := progress),
            struct_pack(name := 'problem', content := problem),
            struct_pack(name := 'next_step', content := next_step),
            struct_pack(name := 'support_needed', content := support_needed),
            struct_pack(name := 'done_nodes', content := done_nodes)
        ]) as told
    from task_reports
    where task_id = $task_id::varchar
)

select
    'task_reports' as dataset,
    place,
    told['name'] as field,
    told['content'] as content
from fields
where told['content'] is not null
union all
select
    'evidence' as dataset,
    file_name as place,
    'sha256' as field,
    sha256 as content
from evidence
where task_id = $task_id::varchar and withdrawn_on is null
union all
select
    'closures' as dataset,
    node_id as place,
    'closed_on' as field,
    cast(closed_on as varchar) as content
from closures
where node_id = $node_id::varchar
union all
select
    'closure_steps' as dataset,
    '第' || number || '步' as place,
    'step' as field,
    step as content
from closure_steps
where node_id = $node_id::varchar
order by dataset, place, field, content
