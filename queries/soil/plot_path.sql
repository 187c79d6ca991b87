-- The path of one plot: every step with its state on a day, its days and papers, and by which clauses an act is closed.
-- One row per step, in the order of the law.
select
    step,
    position,
    state,
    started_on,
    case when done_on <= $as_of::date then done_on end as done_on,
    document,
    reviewer,
    result,
    clauses,
    is_next
from plot_steps_on($as_of::date)
where plot_id = $plot::varchar
order by position
