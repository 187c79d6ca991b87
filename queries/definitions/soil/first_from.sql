-- The first of some days that is not before another, NULL where all are. One value.
create or replace macro first_from(some_days, earliest) as
list_min(list_filter(some_days, lambda each: each >= earliest));
