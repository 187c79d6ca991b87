-- Whether items rise or fall at a section, or at all, by the same months of the years. One row per section and item.
-- Source: Hirsch, Slack and Smith 1982, the seasonal Kendall test: every month is compared with the same month of later
-- years, the signs are summed, ties lessen the variance; the slope is the median of all the slopes so compared (Sen).
-- Two-sided, with a correction for continuity. Fewer than 24 monthly means: nothing is said.
create or replace macro section_trends(of_section, as_of) as table
    with months as (
        select
            section,
            indicator,
            right(month, 2) as season,
            left(month, 4)::integer as of_year,
            mean
        from section_items
        where mean is not null and period_end(month) <= as_of and (of_section is null or section = of_section)
    ),

    pairs as (
        select
            earlier.section,
            earlier.indicator,
            sum(sign(later.mean - earlier.mean)) as score,
            median((later.mean - earlier.mean) / (later.of_year - earlier.of_year)) as slope_per_year
        from months as earlier
        inner join months as later
            on
                earlier.section = later.section
                and earlier.indicator = later.indicator
                and earlier.season = later.season
                and earlier.of_year < later.of_year
        group by earlier.section, earlier.indicator
    ),

    ties as (
        select
            section,
            indicator,
            season,
            count(*) as tied
        from months
        group by section, indicator, season, mean
    ),

    seasons as (
        select
            section,
            indicator,
            sum(tied) as years,
            sum(tied * (tied - 1) * (2 * tied + 5)) as lessened
        from ties
        group by section, indicator, season
    ),

    variances as (
        select
            section,
            indicator,
            sum(years) as months,
            sum(years * (years - 1) * (2 * years + 5) - lessened) / 18 as variance
        from seasons
        group by section, indicator
    ),

    tested as (
        select
            v.section,
            v.indicator,
            v.months,
            v.months >= w.least_months_of_trend as is_enough,
            p.score,
            p.slope_per_year,
            case
                when v.variance > 0 then two_sided_p((p.score - sign(p.score)) / sqrt(v.variance))
                else 1
            end as p_value,
            w.trend_significance
        from variances as v
        cross join water_settings as w
        left join pairs as p on v.section = p.section and v.indicator = p.indicator
    )

    select
        section,
        indicator,
        case
            when not is_enough then '数据不足'
            when p_value >= trend_significance then '无明显趋势'
            when score > 0 then '上升'
            else '下降'
        end as direction,
        case when is_enough then slope_per_year end as slope_per_year,
        case when is_enough then p_value end as p_value,
        months::integer as months
    from tested;
