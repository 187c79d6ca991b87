-- The last day on which a report of a month is on time: the day of the month that the rule report_day has, in a shorter
-- month its last one. One value, unknown where no such day is set. Source: our convention (question T83).
create or replace macro report_due_on(month_text, report_day) as
case
    when report_day is not null
        then least(month_start(month_text) + report_day - 1, last_day(month_start(month_text)))
end;
