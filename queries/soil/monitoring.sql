-- Self-monitoring of the key units on a day, soil and groundwater apart (S-01, L280). One row; NULL: none is listed.
with due as (
    select
        max(coalesce(c.due_date, n.due_date)) as due_date,
        max(coalesce(c.due_date, n.due_date)) - $as_of::date as days_left
    from monitoring_nodes as n
    left join approved_changes($as_of::date) as c on n.node_id = c.node_id
),

counted as (
    select
        nullif(count(*), 0) as listed,
        sum(if(soil_done_on is not null, 1, 0))::integer as soil_done,
        sum(if(groundwater_done_on is not null, 1, 0))::integer as groundwater_done,
        sum(if(missing = 0, 1, 0))::integer as both_done,
        sum(if(is_overdue, 1, 0))::integer as overdue
    from
        monitoring_enterprises(
            $as_of::date, $unit::varchar, $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
        )
)

select
    counted.listed,
    counted.soil_done,
    counted.groundwater_done,
    counted.both_done,
    counted.overdue,
    due.due_date,
    due.days_left
from counted
cross join due
