-- The months of the year that are over on a day, with the limit. One row per month.
-- Source: L76 and A-23 (L164): 不得高于5吨/月·平方公里, of 2023.
create or replace macro dustfall_calendar(as_of) as table
    with months as (
        select
            unnest(generate_series(date_trunc('year', as_of), as_of + 1 - interval 1 month, interval 1 month))::date
                as first_date
    )

    select
        m.first_date,
        month_of(m.first_date) as month,
        case when year(m.first_date) = year(s.plan_year_end) then i.value end as dustfall_limit,
        i.task_id
    from months as m
    cross join settings as s
    inner join indicators as i on i.indicator_id = 'IA-11';
