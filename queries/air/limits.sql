-- The class II limits of an edition, phase by phase. One row per pollutant, averaging time and phase.
select
    l.pollutant,
    l.averaging,
    l.limit_value,
    l.effective_from,
    l.effective_to,
    l.clause,
    l.verification
from air_limits as l
inner join air_standards as s on l.pollutant = s.pollutant
where l.area_class = 2 and l.edition = $edition::varchar
order by l.effective_from, s.line, l.averaging
