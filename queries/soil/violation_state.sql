-- Whether violations in the use of land are cleared on a day, and since when, and what is not known (S-13, L318). One
-- row. `state`: open while any is in stock; cleared; none where there never was any; partial where none is known but a
-- list was never reported, or plots hang on surveys that nobody has reported; unreported.
with balance as (
    select
        day,
        stock,
        opened,
        closed,
        lag(stock) over (order by day) as before
    from violation_balance($as_of::date)
),

judged as (
    select
        count(*) as plots,
        count(*) filter (where is_violation is null) as doubtful,
        count(*) filter (where verdict = 'unknown') as unknown
    from plot_status($as_of::date)
),

found as (
    select count(*) as findings
    from land_findings
),

emptied as (
    select max(day) as cleared_on
    from balance
    where stock = 0 and before > 0
)

select
    b.stock,
    b.opened,
    b.closed,
    k.plots,
    f.findings,
    k.doubtful,
    k.unknown,
    case when b.stock = 0 then e.cleared_on end as cleared_on,
    case
        when b.stock is null then 'unreported'
        when b.stock > 0 then 'open'
        when k.plots = 0 or f.findings = 0 or k.doubtful > 0 then 'partial'
        when b.opened = 0 then 'none'
        else 'cleared'
    end as state
from balance as b
cross join judged as k
cross join found as f
cross join emptied as e
where b.day = $as_of::date
