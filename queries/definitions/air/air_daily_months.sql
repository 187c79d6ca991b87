-- Which months daily air values reach, and how far into them. One row per month and upload.
create or replace table air_daily_months as
with months as (
    select
        date_trunc('month', date) as first_date,
        max(date) as reached_on,
        upload_id
    from air_daily
    group by date_trunc('month', date), upload_id
)

select
    strftime(first_date, '%Y-%m') as month,
    reached_on,
    upload_id
from months;
