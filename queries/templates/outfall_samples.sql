-- The sheet of the month: what every outfall is monitored for by its limits, with what is reported already. One row per
-- outfall, day and indicator; without a sample yet one row to be filled in.
-- With a town for unit: the outfalls in it; a bureau has those of all towns.
with due as (
    select
        o.outfall,
        o.line,
        l.indicator
    from outfalls as o
    left join outfall_limits as l on o.outfall = l.outfall
    where
        coalesce(o.opened_on <= last_day($as_of::date), true)
        and coalesce(o.closed_on >= last_day($as_of::date), true)
        and is_on_sheet(o.town, $unit::varchar)
)

select
    due.outfall,
    s.date,
    due.indicator,
    s.value,
    s.is_below_limit,
    s.source
from due
left join outfall_samples as s
    on
        due.outfall = s.outfall
        and due.indicator = s.indicator
        and month_of(s.date) = month_of($as_of::date)
order by due.line, due.outfall, s.date, due.indicator
