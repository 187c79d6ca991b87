-- The day from which a reported month ('2023-05') or year ('2023') can be known: its last day. One value.
create or replace macro period_end(period) as
case
    when length(period) = 4 then make_date(period::integer, 12, 31)
    else last_day(month_start(period))
end;
