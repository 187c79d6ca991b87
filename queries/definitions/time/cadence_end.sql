-- The last day of the month or quarter that a day is in, by which a duty of that cadence is due. One value.
create or replace macro cadence_end(cadence, as_of) as case cadence
    when 'quarterly' then last_day(date_trunc('quarter', as_of) + interval 2 month)
    else last_day(as_of)
end;
