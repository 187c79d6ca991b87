-- The times at which a plot broke at least one rule: spans that touch are one. One row per plot and time.
-- Source: plot_breaches, those that are known alone.
create or replace table plot_violations as
with known as (
    select
        plot_id,
        opened_on,
        closed_on,
        max(closed_on) over (
            partition by plot_id
            order by opened_on, closed_on
            rows between unbounded preceding and 1 preceding
        ) as before
    from plot_breaches
    where is_known
),

numbered as (
    select
        *,
        count(*) filter (where before is null or before < opened_on) over (
            partition by plot_id
            order by opened_on, closed_on
            rows between unbounded preceding and current row
        ) as island
    from known
)

select
    plot_id,
    min(opened_on) as opened_on,
    max(closed_on) as closed_on
from numbered
group by plot_id, island;
