-- The months a scenario names, as in 11=38,12=37, and the value it assumes for each. One row per month.
-- It comes from an address that anyone may edit: what cannot be read is left out, and the last word on a month counts.
create or replace macro air_scenario(scenario) as table
    with parts as (
        select
            unnest(string_split(scenario, ',')) as part,
            generate_subscripts(string_split(scenario, ','), 1) as place
    ),

    named as (
        select
            place,
            regexp_extract(part, '^\s*(\d{1,2})\s*=\s*(\d{1,6}(?:\.\d+)?)\s*$', ['month', 'value']) as found
        from parts
    )

    select
        found['month']::integer as month,
        arg_max(found['value']::double, place) as assumed_value
    from named
    where found['month'] <> ''
    group by found['month']::integer;

-- What the plan assesses of sorted daily values: their mean, or the percentile. One value.
create or replace macro plan_statistic_of(sorted, is_mean, percent) as
case when is_mean then list_avg(sorted) else percentile_of(sorted, percent) end;

-- By how many days the bootstrap moves each block of weather. One row per draw and block of the rest of a year.
-- Drawn by a hash, so that every reader, pollutant and restart has the same draws.
create or replace table air_outlook_shifts as
with draws as (
    select unnest(range(outlook_draws)) as draw from settings
),

blocks as (
    select unnest(range(366 // outlook_block_days + 1)) as block from settings
)

select
    d.draw,
    b.block,
    (hash(d.draw, b.block, 'air_outlook') % (2 * s.outlook_window_days + 1))::bigint - s.outlook_window_days as shift
from draws as d
cross join blocks as b
cross join settings as s;

-- Each day of the year of as_of, measured or as last year's projects it. One row per pollutant and day.
-- Days are ahead after the last one measured up to as_of: what is over but not reported is unknown, not missing.
-- last_value is the same calendar day of last year, 28 February for 29. The projections are the measured day and ahead
-- last year's: as it was, and times the ratio of this year to last.
-- The ratio is that of the plan's statistics over the days so far that are known in both years.
-- This year counts from outlook_least_days on, last year with the share of days that makes a year valid (324 of 365,
-- GB 3095-2012 6.4 Table 4); otherwise reason says why days project nothing.
create or replace macro air_days_ahead_once(as_of, for_scope, for_dust) as table
    with asked as (
        select
            for_scope as scope,
            for_dust = 'adjusted' as without_dust,
            as_of as seen_on,
            make_date(year(as_of), 1, 1) as year_start,
            make_date(year(as_of), 12, 31) as year_end,
            make_date(year(as_of) - 1, 1, 1) as last_year_start
    ),

    rules as (
        select
            n.of_year / 365 as share,
            s.outlook_least_days as least_days
        from air_days_needed as n
        cross join settings as s
    ),

    measured as (
        select
            v.pollutant,
            v.date,
            case when q.without_dust then v.adjusted_value else v.value end as value,
            v.is_demo
        from air_area_values as v
        inner join asked as q on v.scope = q.scope and v.date between q.last_year_start and q.seen_on
    ),

    reached as (
        select
            m.pollutant,
            max(m.date) as last_measured
        from measured as m
        inner join asked as q on m.date >= q.year_start
        where m.value is not null
        group by m.pollutant
    ),

    calendar as (
        select
            unnest(generate_series(year_start, year_end, interval 1 day))::date as date,
            seen_on
        from asked
    ),

    days as (
        select
            a.pollutant,
            a.position,
            a.plan_statistic = 'mean' as is_mean,
            a.percent,
            a.unit_of_measure,
            a.decimals,
            c.date,
            month(c.date) as month,
            date_diff('day', coalesce(r.last_measured, c.seen_on), c.date) as days_ahead,
            t.value,
            l.value as last_value,
            t.value is not null and l.value is not null as is_paired,
            coalesce(t.is_demo, l.is_demo, false) as is_demo
        from air_assessed as a
        cross join calendar as c
        left join reached as r on a.pollutant = r.pollutant
        left join measured as t on a.pollutant = t.pollutant and c.date = t.date
        left join measured as l on a.pollutant = l.pollutant and (c.date - interval 1 year)::date = l.date
    ),

    known as (
        select
            pollutant,
            is_mean,
            percent,
            count(value) as valid_days,
            count(*) filter (where days_ahead > 0) as rest_days,
            count(last_value) filter (where days_ahead > 0) as known_rest_days,
            count(*) filter (where is_paired) as paired_days,
            list(value order by value) filter (where is_paired) as this_sorted,
            list(last_value order by last_value) filter (where is_paired) as last_sorted,
            bool_or(is_demo) as is_demo
        from days
        group by pollutant, is_mean, percent
    ),

    years as (
        select
            k.pollutant,
            k.valid_days,
            k.is_demo,
            case
                when k.paired_days >= k.valid_days * r.share
                    then
                        plan_statistic_of(k.this_sorted, k.is_mean, k.percent)
                        / nullif(plan_statistic_of(k.last_sorted, k.is_mean, k.percent), 0)
            end as ratio,
            case
                when k.valid_days = 0 then 'not_computable'
                when k.valid_days < r.least_days then 'insufficient'
                when k.known_rest_days < k.rest_days * r.share then 'insufficient'
            end as reason
        from known as k
        cross join rules as r
    ),

    months as (
        select
            pollutant,
            month,
            is_mean,
            percent,
            count(*) as days,
            list(last_value order by last_value) filter (where last_value is not null) as sorted
        from days
        group by pollutant, month, is_mean, percent
    ),

    last_months as (
        select
            m.pollutant,
            m.month,
            case
                when len(m.sorted) >= m.days * r.share then nullif(plan_statistic_of(m.sorted, m.is_mean, m.percent), 0)
            end as last_month
        from months as m
        cross join rules as r
    ),

    joined as (
        select
            d.pollutant,
            d.position,
            d.is_mean,
            d.percent,
            d.unit_of_measure,
            d.decimals,
            d.date,
            d.month,
            d.days_ahead,
            d.value,
            d.last_value,
            case when d.days_ahead > 0 then d.last_value end as last_ahead,
            y.ratio,
            m.last_month,
            y.reason,
            y.valid_days,
            y.is_demo
        from days as d
        inner join years as y on d.pollutant = y.pollutant
        inner join last_months as m on d.pollutant = m.pollutant and d.month = m.month
    )

    select
        *,
        coalesce(value, last_ahead) as as_last_year,
        coalesce(value, last_ahead * ratio) as keeps_ratio
    from joined;

-- The same in a scenario, of one pollutant or all. One row per pollutant and day.
-- path is the measured day and ahead last year's times factor: the ratio of this year to last (1 without one), but
-- where the scenario names a month for for_pollutant what makes last year's month the assumed one.
create or replace macro air_days_in_scenario(as_of, for_scope, for_dust, for_pollutant, scenario) as table
    with days as (
        select
            *,
            for_pollutant as asked_pollutant
        from air_days_ahead(as_of, for_scope, for_dust)
        where coalesce(pollutant = for_pollutant, true)
    ),

    assumed as (
        select * from air_scenario(scenario)
    ),

    scaled as (
        select
            d.pollutant,
            d.position,
            d.is_mean,
            d.percent,
            d.unit_of_measure,
            d.decimals,
            d.date,
            d.month,
            d.days_ahead,
            d.value,
            d.last_value,
            d.last_ahead,
            d.ratio,
            d.last_month,
            d.reason,
            case when a.month is null then coalesce(d.ratio, 1) else a.assumed_value / d.last_month end as factor
        from days as d
        left join assumed as a on d.month = a.month and d.asked_pollutant is not null
    )

    select
        pollutant,
        position,
        is_mean,
        percent,
        unit_of_measure,
        decimals,
        date,
        month,
        days_ahead,
        value,
        last_value,
        ratio,
        last_month,
        reason,
        factor,
        coalesce(value, last_ahead * factor) as path
    from scaled;

-- Years that draws give, for one pollutant or all. One row per pollutant: drawn, its annual values, sorted.
-- A moving block bootstrap: the days ahead are filled by blocks of outlook_block_days days of last year, each from its
-- place in the season give or take outlook_window_days and kept inside the year, times the factor of the day it fills.
-- Days that last year lacks are missing in the draw.
create or replace macro air_drawn_years(as_of, for_scope, for_dust, for_pollutant, scenario) as table
    with days as materialized (
        select
            *,
            dayofyear(date) as place,
            bool_and(factor is not null) over (partition by pollutant) as has_factors,
            count(*) over (partition by pollutant) as year_days
        from air_days_in_scenario(as_of, for_scope, for_dust, for_pollutant, scenario)
        where reason is null and ratio is not null
    ),

    known as (
        select
            pollutant,
            is_mean,
            percent,
            sum(value) as total,
            count(value) as days,
            list(value) filter (where value is not null) as known
        from days
        group by pollutant, is_mean, percent
    ),

    ahead as (
        select
            d.pollutant,
            d.is_mean,
            d.factor,
            d.year_days,
            d.place,
            (d.days_ahead - 1) // s.outlook_block_days as block,
            (d.days_ahead - 1) % s.outlook_block_days as place_in_block,
            s.outlook_block_days as block_days,
            unnest(range(-s.outlook_window_days, s.outlook_window_days + 1)) as shift
        from days as d
        cross join settings as s
        where d.days_ahead > 0 and d.has_factors
    ),

    moved as (
        select
            *,
            place - place_in_block as block_start,
            greatest(place - place_in_block, year_days + 1 - block_days) as last_start
        from ahead
    ),

    blocks as (
        select
            m.pollutant,
            m.block,
            m.shift,
            sum(l.last_value * m.factor) as total,
            count(l.last_value) as days,
            list(l.last_value * m.factor) filter (where not m.is_mean and l.last_value is not null) as drawn
        from moved as m
        inner join days as l
            on
                m.pollutant = l.pollutant
                and l.place = greatest(1, least(m.block_start + m.shift, m.last_start)) + m.place_in_block
        group by m.pollutant, m.block, m.shift
    ),

    draws as (
        select
            b.pollutant,
            s.draw,
            sum(b.total) as total,
            sum(b.days) as days,
            flatten(list(b.drawn) filter (where b.drawn is not null)) as drawn
        from blocks as b
        inner join air_outlook_shifts as s on b.block = s.block and b.shift = s.shift
        group by b.pollutant, s.draw
    ),

    sorted_draws as materialized (
        select
            k.pollutant,
            k.is_mean,
            k.percent,
            (k.total + d.total) / (k.days + d.days) as mean,
            case when not k.is_mean then list_sort(list_concat(k.known, d.drawn)) end as sorted
        from draws as d
        inner join known as k on d.pollutant = k.pollutant
    ),

    drawn_years as (
        select
            pollutant,
            case when is_mean then mean else percentile_of(sorted, percent) end as annual
        from sorted_draws
    )

    select
        pollutant,
        list(annual order by annual) as drawn
    from drawn_years
    group by pollutant;

-- Values, each moved by the same amount. One value.
create or replace macro moved_by(drawn, amount) as list_transform(drawn, lambda annual: annual + amount);

-- Where the year ends by each method, with the statistic the plan assesses. One row per pollutant.
-- basis daily: from daily values. monthly: means from months (air_projection), in the year of the plan and from
-- outlook_least_days known on; months make no percentile. Months come first where official ones are among them and they
-- reach as far as the days: an official figure stands before ours. The draws then start from the same months, that is
-- above_days higher than from days.
create or replace macro air_year_ahead_once(as_of, for_scope, for_dust) as table
    with asked as (
        select
            for_scope as scope,
            make_date(year(as_of), 12, 31) as year_end
    ),

    years as (
        select
            pollutant,
            position,
            is_mean,
            percent,
            unit_of_measure,
            decimals,
            ratio,
            reason,
            valid_days,
            is_demo,
            list(as_last_year order by as_last_year) filter (where as_last_year is not null) as as_last_year,
            list(keeps_ratio order by keeps_ratio) filter (where keeps_ratio is not null) as keeps_ratio,
            count(*) as year_days,
            count(*) filter (where days_ahead > 0) as rest_days,
            avg(value) as mean_so_far
        from air_days_ahead(as_of, for_scope, for_dust)
        group by all
    ),

    projection as (
        select * from air_projection(as_of, for_scope, for_dust)
    ),

    by_months as (
        select
            p.*,
            p.months_official > 0 and p.days_reported >= y.year_days - y.rest_days as comes_first,
            (p.actual_sum - y.mean_so_far * p.days_reported) / y.year_days as above_days
        from projection as p
        inner join years as y on p.pollutant = y.pollutant
        cross join asked as q
        inner join settings as s on q.year_end = s.plan_year_end and p.days_reported >= s.outlook_least_days
    ),

    by_days as (
        select
            pollutant,
            plan_statistic_of(as_last_year, is_mean, percent) as as_last_year,
            case when ratio is not null then plan_statistic_of(keeps_ratio, is_mean, percent) end as keeps_ratio
        from years
        where reason is null
    ),

    targets as (
        select
            g.pollutant,
            g.annual_target
        from air_goals as g
        inner join asked as q on g.scope = q.scope
        inner join settings as s on q.year_end = s.plan_year_end
    ),

    drawn_years as (
        select * from air_drawn_years(as_of, for_scope, for_dust, null, null)
    )

    select
        y.pollutant,
        y.position,
        y.is_mean,
        case when m.comes_first then m.as_baseline else coalesce(d.as_last_year, m.as_baseline) end as as_last_year,
        case when m.comes_first then m.keeps_ratio else coalesce(d.keeps_ratio, m.keeps_ratio) end as keeps_ratio,
        case when m.comes_first then m.above_days else 0 end as above_days,
        case when m.comes_first then moved_by(b.drawn, m.above_days) else b.drawn end as drawn,
        case
            when m.comes_first or d.pollutant is null and m.pollutant is not null then 'monthly'
            when d.pollutant is not null then 'daily'
        end as basis,
        y.reason,
        y.rest_days,
        y.valid_days,
        t.annual_target,
        y.unit_of_measure,
        y.decimals,
        case when d.pollutant is null then coalesce(m.is_demo, y.is_demo) else y.is_demo end as is_demo
    from years as y
    left join by_days as d on y.pollutant = d.pollutant
    left join by_months as m on y.pollutant = m.pollutant
    left join drawn_years as b on y.pollutant = b.pollutant
    left join targets as t on y.pollutant = t.pollutant;

-- The verdict on a projected year: conflict where it meets the target only when rounded (T07). One value.
create or replace macro projected_state(annual, target, decimals) as
case
    when target_state(annual, target) = target_state(half_even(annual, decimals), target)
        then target_state(annual, target)
    else 'conflict'
end;

-- The share of drawn years that meet the target, each rounded as a published year is. One value.
create or replace macro chance_of(drawn, target, decimals) as
case
    when target is not null
        then len(list_filter(drawn, lambda annual: half_even(annual, decimals) <= target)) / len(drawn)
end;

-- What the year may still become: no figure without its method. One row per pollutant and method, as_last_year,
-- keeps_ratio and bootstrap. Only draws have a range (outlook_range per cent of them lie in it) and a chance.
-- reason says why there is no figure: not_computable (months make no percentile and no draws), insufficient (too few
-- days of this year or last), year_over (nothing is left to draw).
create or replace macro air_outlook(as_of, for_scope, for_dust) as table
    with methods as (
        select
            unnest(['as_last_year', 'keeps_ratio', 'bootstrap']) as method,
            unnest([1, 2, 3]) as method_position,
            (100 - outlook_range) // 2 as tail
        from settings
    ),

    years as (
        select * from air_year_ahead(as_of, for_scope, for_dust)
    ),

    figures as (
        select
            y.*,
            m.method,
            m.method_position,
            case m.method
                when 'as_last_year' then y.as_last_year
                when 'keeps_ratio' then y.keeps_ratio
                when 'bootstrap' then percentile_of(y.drawn, 50)
            end as mid,
            case when m.method = 'bootstrap' then percentile_of(y.drawn, m.tail) end as low,
            case when m.method = 'bootstrap' then percentile_of(y.drawn, 100 - m.tail) end as high,
            case when m.method = 'bootstrap' then chance_of(y.drawn, y.annual_target, y.decimals) end as chance
        from years as y
        cross join methods as m
    )

    select
        pollutant,
        position,
        method,
        method_position,
        low,
        mid,
        high,
        chance,
        annual_target as target,
        case when mid is not null then projected_state(mid, annual_target, decimals) end as state,
        case
            when mid is not null then null
            when is_mean and method <> 'bootstrap' then 'insufficient'
            when reason is null and rest_days = 0 then 'year_over'
            else coalesce(reason, 'insufficient')
        end as reason,
        case when mid is not null then case when method = 'bootstrap' then 'daily' else basis end end as basis,
        valid_days,
        rest_days,
        unit_of_measure,
        decimals,
        is_demo
    from figures;
