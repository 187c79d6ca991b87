-- The recurring duties that fall due in the month or quarter of a day, and whether each was done. One row per duty.
with instances as (
    select
        node_id,
        task_id,
        deliverable,
        cadence,
        case cadence
            when 'quarterly' then last_day(date_trunc('quarter', $as_of::date) + interval 2 month)
            else last_day($as_of::date)
        end as due_date
    from task_nodes
    where kind = 'recurring'
)

select
    instances.node_id,
    instances.task_id,
    instances.deliverable,
    instances.cadence,
    instances.due_date,
    coalesce(bool_or(list_contains(string_split(reports.done_nodes, '、'), instances.node_id)), false) as is_done
from instances
left join task_reports as reports
    on
        instances.task_id = reports.task_id
        and month_start(reports.period) <= $as_of::date
        and date_trunc(if(instances.cadence = 'quarterly', 'quarter', 'month'), month_start(reports.period))
        = date_trunc(if(instances.cadence = 'quarterly', 'quarter', 'month'), $as_of::date)
group by all
order by instances.due_date, instances.node_id
