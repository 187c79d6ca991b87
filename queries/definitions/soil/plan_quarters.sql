-- The quarters from the beginning of the plan's year to the end of the year of a day. One row per quarter.
-- Source: the plan is of 2023 and was issued on issue_date (rules): a quarter that ended before could not be asked for.
-- A quarter is over on its last day, as months are (months_over).
create or replace macro plan_quarters(as_of) as table
    with spans as (
        select
            plan_year_start as starts_on,
            make_date(greatest(year(as_of), year(plan_year_end)), 12, 31) as ends_on,
            issue_date
        from settings
    ),

    firsts as (
        select
            unnest(generate_series(starts_on, ends_on, interval 3 month))::date as starts_on,
            issue_date
        from spans
    ),

    quarters as (
        select
            starts_on,
            cadence_end('quarterly', starts_on) as ends_on,
            issue_date
        from firsts
    )

    select
        year(starts_on) || '-Q' || quarter(starts_on) as quarter,
        year(starts_on) as year,
        quarter(starts_on) as quarter_no,
        starts_on,
        ends_on,
        ends_on <= as_of as is_over,
        as_of between starts_on and ends_on as is_this,
        starts_on > as_of as is_ahead,
        ends_on < issue_date as is_before_issue
    from quarters;
