-- How far each unit is with its reports for a month, as known on a day; who lacks most is first. One row per unit.
select
    unit,
    count(*) as owed,
    count(*) filter (where is_reported) as reported,
    count(*) filter (where is_late) as late,
    count(*) filter (where not is_reported) as missing,
    bool_or(is_overdue) as is_overdue
from report_states($as_of::date, $period::varchar)
group by unit
order by missing desc, unit asc
