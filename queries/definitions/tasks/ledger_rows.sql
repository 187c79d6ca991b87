-- The ledger: the 62 tasks and, as 重点工程, the 3 projects of the water plan, with all that no day decides.
-- One row per task. Source: air L140-L176, water L194-L233, soil L280-L323; projects L264-L266, numbered on after W-14.
create or replace table ledger_rows as
with printed as (
    select
        task_id,
        plan,
        category,
        seq,
        heading,
        measure,
        deadline_text,
        note,
        source_line,
        source_line_end
    from tasks
    union all
    select
        project_id as task_id,
        'water' as plan,
        '重点工程' as category,
        14 + seq as seq,
        null as heading,
        name as measure,
        deadline_text,
        note,
        source_line,
        source_line as source_line_end
    from projects
),

spelled as (
    select
        owners.task_id,
        string_agg(spellings.folded, '|') as spellings
    from task_units as owners
    inner join unit_spellings as spellings on owners.unit = spellings.unit
    group by owners.task_id
),

dated as (
    select
        task_id,
        bool_or(due_before_issue) as due_before_issue,
        bool_or(due_on_issue_day) as due_on_issue_day
    from node_dates
    where kind <> 'recurring'
    group by task_id
),

-- A long-term task with a monthly check is long-term: of several kinds the most binding counts.
kinds as (
    select
        task_id,
        arg_min(kind, deadline_kind_rank(kind)) as deadline_kind
    from node_dates
    group by task_id
)

select
    printed.*,
    kinds.deadline_kind,
    lists.lead_units,
    lists.support_units,
    lists.roles_text,
    lists.lead_count,
    concat_ws(
        '|',
        fold_name(
            concat_ws('|', printed.task_id, printed.category, printed.heading, printed.measure, spelled.spellings)
        ),
        enterprises.names
    ) as words,
    coalesce(dated.due_before_issue, false) as due_before_issue,
    coalesce(dated.due_on_issue_day, false) as due_on_issue_day
from printed
left join task_unit_lists as lists on printed.task_id = lists.task_id
left join spelled on printed.task_id = spelled.task_id
left join enterprise_names as enterprises on printed.task_id = enterprises.mentioned_in
left join dated on printed.task_id = dated.task_id
left join kinds on printed.task_id = kinds.task_id;
