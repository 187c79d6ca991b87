-- How fresh what reaches to a day is: fresh, acceptable, late, stale; none: nothing was reported. One value.
-- Source of the limits: the rules fresh_days, acceptable_days and late_days.
create or replace macro freshness(reached_on, as_of) as case
    when reached_on is null then 'none'
    when as_of - reached_on <= (select fresh_days from settings) then 'fresh'
    when as_of - reached_on <= (select acceptable_days from settings) then 'acceptable'
    when as_of - reached_on <= (select late_days from settings) then 'late'
    else 'stale'
end;
