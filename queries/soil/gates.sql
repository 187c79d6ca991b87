-- The gate of each plot on a day: the next step, the acts that are closed, by which clauses, and whether a closed act
-- was done all the same. One row per plot.
-- Steps are codes of plot_steps; `forbidden` joins the codes of acts with commas and is NULL where all are open;
-- `clause` joins the clauses with ；. `violation` is NULL where it hangs on a survey that nobody has reported.
select
    plot_id as plot,
    next_step,
    forbidden,
    clauses as clause,
    is_violation as violation
from plot_status($as_of::date)
order by plot_id
