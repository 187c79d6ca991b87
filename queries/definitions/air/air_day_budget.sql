-- How many days of ozone and CO may still exceed the annual target (超限天数余额), from daily values alone, never from
-- months. One row per pollutant. Source: annual targets of L32-L34; HJ 663-2013 for the percentile.
-- Of n days, the valid ones up to as_of and all after the last of them (over but not reported is unknown, not missing),
-- the percentile stands at k = 1 + (n - 1) p. With s = floor(k) and f = k - s it meets the target whenever at most
-- n - s - 1 days exceed it (n - s where f = 0): 36 of 365 for ozone, 18 for CO. No daily values: the full year's alone.
-- One day more than allowed, and the percentile lies between X(s), the highest day that does not exceed, and X(s + 1),
-- the lowest that does: it still meets the target while X(s + 1) <= limit + (limit - X(s)) (1 - f) / f: straddle_bound.
-- Later days can only lower that bound, so a budget that is lost stays lost; one that is secured holds even if every
-- day to come exceeds. A day exceeds as it is published, rounded half to even; the percentile is rounded once, at last.
create or replace macro air_day_budget(as_of, for_scope) as table
    with asked as (
        select
            for_scope as scope,
            as_of as seen_on,
            date_trunc('year', as_of) as year_start,
            make_date(year(as_of), 12, 31) as year_end
    ),

    goals as (
        select
            a.pollutant,
            a.position,
            a.percent,
            a.decimals,
            a.unit_of_measure,
            case when g.scope = q.scope and s.plan_year_end = q.year_end then g.annual_target end as annual_limit,
            q.year_end,
            dayofyear(q.year_end) as days_of_year
        from air_assessed as a
        inner join air_goals as g on a.pollutant = g.pollutant
        cross join asked as q
        cross join settings as s
        where not a.has_mean
    ),

    days as (
        select
            v.pollutant,
            v.date,
            v.value,
            half_even(v.value, g.decimals) > g.annual_limit as is_above,
            v.is_demo
        from air_area_values as v
        inner join asked as q on v.scope = q.scope and v.date between q.year_start and q.seen_on
        inner join goals as g on v.pollutant = g.pollutant
    ),

    counted as (
        select
            pollutant,
            max(date) as last_measured,
            count(*) as valid_days,
            count(*) filter (where is_above) as days_above,
            max(value) filter (where not is_above) as exact_below,
            min(value) filter (where is_above) as exact_above,
            list(value order by value) as sorted,
            bool_or(is_demo) as is_demo
        from days
        group by pollutant
    ),

    placed as (
        select
            g.*,
            c.valid_days,
            c.days_above,
            c.exact_below,
            c.exact_above,
            c.sorted,
            c.is_demo,
            coalesce(date_diff('day', c.last_measured, g.year_end), g.days_of_year) as days_to_come,
            case
                when c.valid_days is null then 'not_computable'
                when g.annual_limit is null then 'not_judged'
            end as reason
        from goals as g
        left join counted as c on g.pollutant = c.pollutant
    ),

    counted_out as (
        select
            *,
            coalesce(valid_days, 0) + days_to_come as year_days,
            (coalesce(valid_days, 0) + days_to_come - 1) * percent as hundredths
        from placed
    ),

    allowed as (
        select
            *,
            hundredths % 100 / 100 as fraction,
            year_days - 1 - hundredths // 100 - (hundredths % 100 > 0)::integer as allowed_days,
            half_even(exact_below, decimals) as highest_below,
            half_even(exact_above, decimals) as lowest_above
        from counted_out
    ),

    left_over as (
        select
            *,
            case when reason is null then allowed_days - days_above end as days_left_in_budget,
            half_even(percentile_of(sorted, percent), decimals) as value_so_far,
            half_even(exact_below + (exact_above - exact_below) * fraction, decimals) as straddling_value
        from allowed
    )

    select
        pollutant,
        position,
        annual_limit,
        case when reason is null then days_above end as days_above,
        days_left_in_budget,
        allowed_days,
        coalesce(valid_days, 0) as valid_days,
        days_to_come,
        year_days,
        percent,
        highest_below,
        lowest_above,
        case
            when fraction > 0 then annual_limit + (annual_limit - highest_below) * (1 - fraction) / fraction
        end as straddle_bound,
        value_so_far,
        value_so_far <= annual_limit as is_met_so_far,
        days_left_in_budget >= days_to_come as is_secured,
        days_left_in_budget < -1
        or (days_left_in_budget = -1 and (fraction = 0 or coalesce(straddling_value > annual_limit, true))) as is_lost,
        reason,
        unit_of_measure,
        decimals,
        coalesce(is_demo, false) as is_demo
    from left_over;
