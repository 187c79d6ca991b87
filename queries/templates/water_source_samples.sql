-- The sheet of the month: what every source in use is judged by, with what is reported already. One row per source, day
-- and indicator; without a sample yet one row to be filled in.
-- With a town for unit: the sources in it; a bureau has those of all towns.
with due as (
    select
        w.water_source,
        w.line,
        l.item as indicator,
        l.position
    from water_sources as w
    left join water_source_limits as l on w.kind = l.kind
    where
        coalesce(w.closed_on >= last_day($as_of::date), true)
        and is_on_sheet(w.town, $unit::varchar)
)

select
    due.water_source,
    s.date,
    due.indicator,
    s.value,
    s.is_below_limit,
    s.source
from due
left join water_source_samples as s
    on
        due.water_source = s.water_source
        and due.indicator = s.indicator
        and month_of(s.date) = month_of($as_of::date)
order by due.line, due.water_source, s.date, due.position
