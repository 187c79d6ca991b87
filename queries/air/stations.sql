-- The stations and the scopes each speaks for on a day. One row per station.
select
    t.station,
    t.name,
    t.kind,
    t.town,
    t.opened_on,
    t.closed_on,
    coalesce($as_of::date between coalesce(t.opened_on, $as_of::date) and coalesce(t.closed_on, $as_of::date), false)
        as is_open,
    count(s.scope) filter (where s.scope = 'district') > 0 as in_district,
    count(s.scope) filter (where s.scope = 'urban') > 0 as in_urban
from stations as t
left join air_scope_stations as s on t.station = s.station
group by all
order by t.kind, t.station
