-- The months of the year that are over on a day, with the limit. One row per month.
-- Source: L76 and A-23 (L164): 不得高于5吨/月·平方公里, of 2023.
create or replace macro dustfall_calendar(as_of) as table
    with months as (
        select * from months_over(as_of)
    )

    select
        m.first_date,
        m.month,
        case when year(m.first_date) = year(s.plan_year_end) then i.value end as dustfall_limit,
        i.task_id
    from months as m
    cross join settings as s
    inner join indicators as i on i.indicator_id = 'IA-11';
