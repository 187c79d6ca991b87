-- What the gates of a plot rest on, worked out from all that is known: nobody sees another verdict. No name, no sample.
-- One row per plot.
select
    plot_id,
    planned_on,
    is_listed,
    listed_on,
    is_heavy,
    land_class,
    is_sensitive,
    is_home_or_school,
    is_key_unit,
    steps,
    exceeded_on,
    settled_days
from plot_facts
