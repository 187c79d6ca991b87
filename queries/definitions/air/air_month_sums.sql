-- What each month adds to a mean over several months: the sum of its days, and how many they are.
-- One row per scope, dust, pollutant and month. Percentiles are no sums: CO and ozone have no rows.
-- Source: HJ 663-2013, a mean is that of the daily values. So a month with its valid days adds those; an official month
-- without them adds its figure, weighted by its calendar days (way: days, months). One that has neither adds what days
-- it has, and is not known (is_known).
create or replace table air_month_sums as
with months as (
    select
        f.*,
        f.is_complete or f.official_value is null as is_by_days
    from air_figures as f
    inner join air_assessed as a on f.pollutant = a.pollutant
    where length(f.period) = 7 and a.plan_statistic = 'mean'
)

select
    scope,
    dust,
    pollutant,
    month_start(period) as month_starts,
    known_from as month_ends,
    case when is_by_days then computed_value * valid_days else official_value * day(known_from) end as total,
    case when is_by_days then valid_days else day(known_from) end as days,
    case when is_by_days then 'days' else 'months' end as way,
    basis <> 'insufficient' as is_known,
    is_demo
from months;
