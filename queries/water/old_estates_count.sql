-- How many of the old estates have their sewers rebuilt, against the goal of W-07 (L214). One row.
-- An estate under two spellings counts once, and no more than the goal: what is done beyond it stands apart.
-- The deadline is that of its node, or what the office has approved since (approved_changes).
with goal as (
    select
        i.indicator_id,
        i.value::integer as goal,
        i.quote,
        i.source_line,
        max(coalesce(c.due_date, n.due_date)) as due_date,
        count(c.cancelled_on) > 0 as is_cancelled
    from indicators as i
    left join nodes_as_read as n on i.task_id = n.task_id and n.kind = 'due'
    left join approved_changes($as_of::date) as c on n.node_id = c.node_id
    where i.indicator_id = 'IW-08'
    group by i.indicator_id, i.value, i.quote, i.source_line
),

counted as (
    select
        count(distinct estate_key(estate)) as listed,
        count(distinct estate_key(estate)) filter (where done_on <= $as_of::date) as all_done,
        count(*) - count(distinct estate_key(estate)) as repeated
    from old_estates
)

select
    g.goal,
    if(c.listed = 0, null, least(c.all_done, g.goal)) as done,
    if(c.listed = 0, null, c.listed) as listed,
    if(c.listed = 0, null, greatest(c.all_done - g.goal, 0)) as beyond,
    c.repeated,
    case
        when c.listed = 0 then 'unreported'
        when c.all_done >= g.goal then 'met'
        when g.is_cancelled then 'cancelled'
        when g.due_date < $as_of::date then 'late'
        else 'under_way'
    end as state,
    g.due_date,
    g.quote,
    g.source_line
from goal as g
cross join counted as c
