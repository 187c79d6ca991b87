-- Whether a rate of safe use can be said: counted, or why not. Unknown is never zero. One value.
create or replace macro rate_state(definition, units, open_units, counted_area) as
case
    when definition is null then 'undefined'
    when units = 0 then 'unreported'
    when open_units > 0 or coalesce(counted_area, 0) = 0 then 'insufficient'
    else 'counted'
end;
