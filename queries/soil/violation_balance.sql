-- The stock of violations over time, up to a day (S-13, L318). One row per day on which one came or went, and that day.
select
    day,
    stock,
    opened,
    closed
from violation_balance($as_of::date)
where stock is not null
order by day
