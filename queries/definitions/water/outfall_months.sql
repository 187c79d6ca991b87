-- Each outfall in each month of the year that is over: was it sampled, and was it within its limits? One row per
-- outfall and month. Source: W-11 按月监测 (L222), due on the last day of each month (task_nodes).
-- An outfall owes a sample while it is in use on the month's last day. Sampled without any limit is not judged.
create or replace macro outfall_months_once(as_of) as table
    with months as (
        select * from months_over(as_of)
    ),

    readings as (
        select
            *,
            month_of(date) as month
        from outfall_readings(as_of)
    ),

    found as (
        select
            outfall,
            month,
            count(distinct date) as samples,
            bool_or(verdict = 'exceeding') as is_exceeding,
            bool_or(verdict = 'passing') as is_judged,
            string_agg(distinct title, '、' order by title) filter (where verdict = 'exceeding') as exceeding_items
        from readings
        group by outfall, month
    )

    select
        o.outfall,
        o.river,
        o.line as position,
        m.month,
        m.due_date,
        case
            when f.outfall is null then 'missing'
            when f.is_exceeding then 'exceeding'
            when f.is_judged then 'passing'
            else 'no_limit'
        end as state,
        coalesce(f.samples, 0) as samples,
        f.exceeding_items
    from outfalls as o
    inner join months as m
        on
            coalesce(o.opened_on <= m.due_date, true)
            and coalesce(o.closed_on >= m.due_date, true)
    left join found as f on o.outfall = f.outfall and m.month = f.month;
