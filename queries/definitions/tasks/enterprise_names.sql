-- The names of the enterprises that a task, project or clause is about, full and as printed anywhere, folded to search
-- in. One row per task, project or clause that names any. Source: named_enterprises.
create or replace table enterprise_names as
with every_name as (
    select
        enterprise,
        fold_name(string_agg(distinct concat_ws('|', enterprise, printed), '|')) as names
    from named_enterprises
    group by enterprise
)

select
    named.mentioned_in,
    string_agg(every_name.names, '|') as names
from named_enterprises as named
inner join every_name on named.enterprise = every_name.enterprise
group by named.mentioned_in;
