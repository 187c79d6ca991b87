-- What no day decides of a node: the day that decides, when it was closed, from when a report calls it done.
-- One row per node, and an undated one for a task that has none but recurring ones.
-- Source: deadlines of the ledgers (L140-L176), of the water and soil text, and L264-L266, as parsed in task_nodes and
-- read (nodes_as_read).
-- What was due when the notice was issued has a grace: from the day on which the office asks for evidence, and none is
-- spent before; from the day of issue, or none at all, where the office decides so (rule grace_from, question T35).
-- A node without an end (long-term, recurring) cannot be closed, so that a task of such nodes is never 100 %.
create or replace table node_dates as
with reported as (
    select
        node_id,
        month_start(min(period)) as reported_from
    from reported_nodes
    group by node_id
),

nodes as (
    select
        node_id,
        task_id,
        kind,
        start_date,
        due_date,
        anchor
    from nodes_as_read
    union all
    select
        ids.task_id || '-0' as node_id,
        ids.task_id,
        'unstated' as kind,
        null as start_date,
        null as due_date,
        null as anchor
    from (
        select task_id from tasks
        union all
        select project_id as task_id from projects
    ) as ids
    anti join nodes_as_read as named on ids.task_id = named.task_id and named.kind <> 'recurring'
),

dated as (
    select
        n.node_id,
        n.task_id,
        n.kind,
        n.start_date,
        s.*,
        case
            when n.kind = 'from' then n.start_date
            when n.anchor = '汛期' then s.flood_season_start - 1
            when n.anchor = '采暖季' then s.heating_season_start - 1
            else n.due_date
        end as decides_on,
        n.kind <> 'from' as is_deadline,
        c.closed_on,
        r.reported_from,
        q.asked_on
    from nodes as n
    cross join settings as s
    left join closures as c on n.node_id = c.node_id and n.kind not in ('ongoing', 'recurring')
    left join reported as r on n.node_id = r.node_id
    left join evidence_requests as q on n.task_id = q.task_id
)

select
    node_id,
    task_id,
    kind,
    start_date,
    decides_on,
    closed_on,
    reported_from,
    is_deadline and decides_on is not null as is_dated,
    is_deadline and decides_on < issue_date as due_before_issue,
    is_deadline and decides_on = issue_date as due_on_issue_day,
    case
        when is_deadline and decides_on <= issue_date
            then case grace_from
                when '要求日' then coalesce(asked_on + grace_days, 'infinity'::date)
                when '印发日' then issue_date + grace_days
            end
    end as grace_ends_on,
    case when kind in ('due', 'relative') then decides_on - yellow_window_days end as soon_from,
    decides_on > plan_year_end as is_beyond_year
from dated;
