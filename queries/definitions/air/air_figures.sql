-- Concentrations of months and whole years, raw and without dust. One row per scope, dust, pollutant and period.
-- The official figure stands where there is one, else ours from daily values; both are kept beside each other.
-- Ours is rounded half to even as a published one would be, exact_value is not: sums start from it. With too few valid
-- days (air_computed, is_complete) it is no figure of the period: basis is insufficient and value unknown.
-- dust is raw or adjusted: figures without dust days where they are known, else as measured (is_dust_removed tells). A
-- month that is known to have no dust day is without dust as it is.
create or replace table air_figures as
with official as (
    select
        m.scope,
        m.pollutant,
        m.month as period,
        m.value,
        coalesce(m.adjusted_value, case when d.dust_days = 0 then m.value end) as adjusted_value,
        m.source,
        m.upload_id,
        m.line,
        u.file_name,
        u.is_demo
    from air_monthly as m
    left join uploads as u on m.upload_id = u.upload_id
    left join air_dust_months as d on m.month = d.month
),

computed as (
    select
        c.scope,
        c.pollutant,
        c.period,
        case when a.plan_statistic = 'mean' then c.mean else c.percentile end as value,
        case when a.plan_statistic = 'mean' then c.adjusted_mean else c.adjusted_percentile end as adjusted_value,
        c.valid_days,
        c.adjusted_days,
        c.is_complete,
        c.is_demo,
        a.decimals
    from air_computed as c
    inner join air_assessed as a on c.pollutant = a.pollutant
),

ways (dust, without_dust) as (
    values
    ('raw', false),
    ('adjusted', true)
),

chosen as (
    select
        coalesce(o.scope, c.scope) as scope,
        w.dust,
        coalesce(o.pollutant, c.pollutant) as pollutant,
        coalesce(o.period, c.period) as period,
        case when w.without_dust then coalesce(o.adjusted_value, o.value) else o.value end as official_value,
        case when w.without_dust then c.adjusted_value else c.value end as computed_value,
        case when o.pollutant is not null then o.adjusted_value is not null else c.pollutant is not null end
        and w.without_dust as is_dust_removed,
        case
            when o.pollutant is not null then 'official'
            when c.is_complete then 'computed'
            else 'insufficient'
        end as basis,
        case when w.without_dust then c.adjusted_days else c.valid_days end as valid_days,
        coalesce(c.is_complete, false) as is_complete,
        c.decimals,
        o.source,
        o.upload_id,
        o.line,
        o.file_name,
        coalesce(o.is_demo, c.is_demo, false) as is_demo
    from official as o
    full join computed as c on o.scope = c.scope and o.pollutant = c.pollutant and o.period = c.period
    cross join ways as w
)

select
    scope,
    dust,
    pollutant,
    period,
    period_end(period) as known_from,
    case basis
        when 'official' then official_value
        when 'computed' then half_even(computed_value, decimals)
    end as value,
    case basis when 'official' then official_value when 'computed' then computed_value end as exact_value,
    basis,
    official_value,
    computed_value,
    valid_days,
    is_complete,
    is_dust_removed,
    case when basis = 'official' then source else '由逐日数据计算' end as source,
    upload_id,
    line,
    file_name,
    is_demo
from chosen;
