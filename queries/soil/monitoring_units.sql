-- Who supervises key units and where they are, with what is missing there. One row per supervising unit and town.
select
    supervising_unit,
    town,
    count(*) as listed,
    count(*) filter (where soil_done_on is not null) as soil_done,
    count(*) filter (where groundwater_done_on is not null) as groundwater_done,
    count(*) filter (where missing = 0) as both_done,
    string_agg(enterprise, '、' order by enterprise) filter (where soil_done_on is null) as soil_missing,
    string_agg(enterprise, '、' order by enterprise) filter (where groundwater_done_on is null) as groundwater_missing
from
    monitoring_enterprises(
        $as_of::date, $unit::varchar, $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    )
group by supervising_unit, town
order by supervising_unit, town
