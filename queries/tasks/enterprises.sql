-- The enterprises that the notice names, each with where it stands and how it is printed. One row per enterprise.
-- A keyword is met by the full name or any printed one; a unit by the tasks and projects that it has to do with.
with of_unit as (
    select distinct named.enterprise
    from named_enterprises as named
    inner join task_unit_rows($as_of::date, $include_groups::boolean) as owners on named.mentioned_in = owners.task_id
    where owners.unit = canonical_unit($unit::varchar)
),

named as (
    select
        enterprise,
        bool_or(is_place_open) as is_place_open,
        string_agg(mentioned_in, '、' order by source_line, mentioned_in) as mentioned_in,
        min(source_line) as first_line,
        string_agg(distinct printed, '、' order by printed) filter (where printed <> enterprise) as also_printed,
        string_agg(distinct note, '；' order by note) as note,
        string_agg(distinct source_line, '、' order by source_line) as source_lines,
        fold_name(string_agg(concat_ws('|', enterprise, printed), '|')) as names
    from named_enterprises
    group by enterprise
)

select
    enterprise,
    also_printed,
    mentioned_in,
    is_place_open,
    note,
    source_lines
from named
where
    ($keyword::varchar is null or contains(names, fold_name($keyword::varchar)))
    and ($unit::varchar is null or enterprise in (from of_unit))
order by first_line, enterprise
