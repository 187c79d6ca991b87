-- Self-monitoring of each key unit on a day, soil and groundwater apart (S-01, L280), what is missing first.
-- One row per enterprise. NULL filters nothing.
select
    enterprise,
    soil_done_on is not null as soil_done,
    groundwater_done_on is not null as groundwater_done,
    days_left,
    soil_done_on,
    groundwater_done_on,
    soil_state,
    groundwater_state,
    soil_report,
    groundwater_report,
    missing,
    is_overdue,
    credit_code,
    town,
    industry,
    supervising_unit,
    source
from
    monitoring_enterprises(
        $as_of::date, $unit::varchar, $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
    )
order by missing desc, supervising_unit asc, town asc, line asc, enterprise asc
