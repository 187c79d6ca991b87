-- The first day of a month written 2023-05. One value.
create or replace macro month_start(month_text) as (month_text || '-01')::date;
