-- Those of $units that supervise a plot: only they see more than others. One row per unit.
-- By the very name that the register of units has: what somebody explained while uploading opens nothing.
select distinct supervising_unit as unit
from plots
where list_contains($units::varchar[], supervising_unit)
