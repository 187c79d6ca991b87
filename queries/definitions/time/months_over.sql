-- The months of the year that are over on a day. One row per month.
create or replace macro months_over(as_of) as table
    with firsts as (
        select
            unnest(generate_series(date_trunc('year', as_of), as_of + 1 - interval 1 month, interval 1 month))::date
                as first_date
    )

    select
        first_date,
        last_day(first_date) as due_date,
        month_of(first_date) as month
    from firsts;
