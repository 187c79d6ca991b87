-- Each point of black-odour waters in the order of the stream, with what is black-odorous there. One row per point.
select
    p.water,
    p.point,
    p.position,
    p.grade,
    p.rounds,
    p.items
from black_odour_stretches($as_of::date) as p
inner join black_odour_waters as w on p.water = w.water
order by w.line, p.water, p.place
