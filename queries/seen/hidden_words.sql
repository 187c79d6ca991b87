-- The names that tell of hidden plots, all in one list; an empty one where none is hidden. One row.
select coalesce(list_distinct(flatten(list(names))), []) as names
from hidden_plots
