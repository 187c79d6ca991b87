-- The month a day lies in, written 2023-05. One value.
create or replace macro month_of(some_day) as strftime(some_day, '%Y-%m');
