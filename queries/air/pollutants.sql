-- The six pollutants in the order of the notice, with the unit and decimals of published values. One row per pollutant.
select
    pollutant,
    unit_of_measure,
    decimals
from air_standards
order by line
