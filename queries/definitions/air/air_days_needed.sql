-- How many valid days a month needs. One row. Source: GB 3095-2012 6.4 Table 4 (air_statistics).
create or replace table air_days_needed as
select
    max(value) filter (where parameter = 'days_of_year') as of_year,
    max(value) filter (where parameter = 'days_of_month') as of_month,
    max(value) filter (where parameter = 'days_of_february') as of_february
from air_statistics;
