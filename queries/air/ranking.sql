-- Stations and towns ranked over a period, with their rank of last year. One row per series and pollutant asked.
-- pollutant may be composite_index; without one all seven are given.
select
    kind,
    code,
    name,
    town,
    pollutant,
    value,
    valid_days,
    is_complete,
    state,
    rank,
    is_tied,
    last_year_rank,
    last_year_value,
    change_percent,
    statistic,
    unit_of_measure,
    decimals,
    is_demo
from air_ranking($as_of::date, $period::varchar, $dust::varchar)
where coalesce(pollutant = $pollutant::varchar, true)
order by kind, position, rank nulls last, value nulls last, code
