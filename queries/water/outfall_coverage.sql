-- The monthly duty W-11: how many outfalls were sampled, which were not, how many exceed. One row per month.
-- Without a list of outfalls the counts are unknown, not zero (T67).
with months as (
    select * from months_over($as_of::date)
),

counted as (
    select
        month,
        count(*) as outfalls,
        count(*) filter (where state <> 'missing') as sampled,
        string_agg(outfall, '、' order by position, outfall) filter (where state = 'missing') as missing,
        count(*) filter (where state = 'exceeding') as exceeding,
        string_agg(outfall, '、' order by position, outfall) filter (where state = 'exceeding') as exceeding_names
    from outfall_months($as_of::date)
    group by month
)

select
    m.month,
    m.due_date,
    c.outfalls,
    c.sampled,
    case when c.outfalls is not null then coalesce(c.missing, '') end as missing,
    c.exceeding,
    case when c.outfalls is not null then coalesce(c.exceeding_names, '') end as exceeding_names
from months as m
left join counted as c on m.month = c.month
order by m.month
