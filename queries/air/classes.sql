-- The levels of the index with their words and official colours, edition by edition. One row per edition and level.
-- Source: HJ 633-2012 Table 2 and Annex A, HJ 633-2026 Table 1 and Annex A.
select
    c.edition,
    e.title as edition_title,
    e.effective_from,
    e.note,
    c.level,
    c.aqi_lo,
    c.aqi_hi,
    c.class_name,
    c.colour
from air_aqi_classes as c
inner join air_editions as e on c.edition = e.edition
order by c.edition, c.level
