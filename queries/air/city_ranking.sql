-- The city among the key cities: each published rank against the goal of the notice. One row per span and month.
select
    span,
    month,
    rank,
    is_tied,
    cities,
    rank_from_last,
    composite_index,
    target,
    state,
    is_latest,
    published_on,
    source,
    name,
    quote,
    note,
    source_line,
    is_demo
from city_rank($as_of::date)
order by span desc, month asc
