-- The concentrations between which a sub-index is interpolated. One row per pollutant, averaging time and segment.
select
    b.pollutant,
    b.averaging,
    b.iaqi_lo,
    b.iaqi_hi,
    b.conc_lo,
    b.conc_hi,
    b.clause,
    b.verification
from air_iaqi_breakpoints as b
inner join air_standards as s on b.pollutant = s.pollutant
where b.edition = $edition::varchar
order by s.line, b.averaging, b.iaqi_lo
