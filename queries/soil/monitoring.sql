-- Self-monitoring of the key units on a day, soil and groundwater apart (S-01, L280). One row; NULL: none is listed.
with due as (
    select
        max(due_date) as due_date,
        max(due_date) - $as_of::date as days_left
    from nodes_as_read
    where task_id = 'S-01'
),

counted as (
    select
        sum(1)::integer as listed,
        sum(if(soil_done_on <= $as_of::date, 1, 0))::integer as soil_done,
        sum(if(groundwater_done_on <= $as_of::date, 1, 0))::integer as groundwater_done,
        sum(if(soil_done_on <= $as_of::date and groundwater_done_on <= $as_of::date, 1, 0))::integer as both_done
    from monitored_enterprises
)

select
    counted.listed,
    counted.soil_done,
    counted.groundwater_done,
    counted.both_done,
    (counted.listed - counted.both_done) * if(due.days_left < 0, 1, 0) as overdue,
    due.due_date,
    due.days_left
from counted
cross join due
