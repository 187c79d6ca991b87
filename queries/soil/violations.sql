-- Violations in the use of land on a day: in stock, found and settled up to that day (S-13, L318). One row; NULL:
-- neither plots nor findings have been reported.
select
    stock,
    opened,
    closed
from violation_balance($as_of::date)
where day = $as_of::date
