-- What a period of assessment is on a day. One row.
-- Words: month, quarter, season, half_year, cumulative (January to now), year: those that as_of lies in. Fixed ones:
-- 2023-05, 2023-Q2, 2023-H1, 2023-summer (winter ends in February of the next year), 2023, 2023-01..2023-05.
-- A period is seen up to as_of and no further; official_key is how an official figure of it is filed.
create or replace macro air_period(as_of, period) as table
    with asked as (
        select
            as_of as seen_on,
            coalesce(nullif(lower(period), ''), 'cumulative') as word
    ),

    parts as materialized (
        select
            seen_on,
            case when word like '20%' then left(word, 4)::integer else year(seen_on) end as of_year,
            word like '20%' as is_fixed,
            ltrim(substr(word, 5), '-') as rest,
            case
                when word not like '20%' then word
                when word like '%..%' then 'range'
                when length(word) = 4 then 'year'
                when word like '%q_' then 'quarter'
                when word like '%h_' then 'half_year'
                when word like '%r' or word like '%n' or word like '%g' then 'season'
                else 'month'
            end as kind,
            right(word, 7) as to_month
        from asked
    ),

    spans as materialized (
        select
            seen_on,
            kind,
            to_month,
            make_date(of_year, 1, 1) + to_months(
                case
                    when kind = 'month' and is_fixed then rest::integer - 1
                    when kind = 'month' then month(seen_on) - 1
                    when kind = 'quarter' and is_fixed then 3 * right(rest, 1)::integer - 3
                    when kind = 'quarter' then 3 * quarter(seen_on) - 3
                    when kind = 'half_year' and is_fixed then 6 * right(rest, 1)::integer - 6
                    when kind = 'half_year' then 6 * ((month(seen_on) - 1) // 6)
                    when kind = 'season' and is_fixed
                        then 3 * list_position(['spring', 'summer', 'autumn', 'winter'], rest) - 1
                    when kind = 'season' then month(seen_on) - month(seen_on) % 3 - 1
                    when kind = 'range' then left(rest, 2)::integer - 1
                    else 0
                end::integer
            ) as starts_on,
            case kind
                when 'month' then 1
                when 'quarter' then 3
                when 'season' then 3
                when 'half_year' then 6
                when 'year' then 12
            end as months
        from parts
    ),

    ends as materialized (
        select
            seen_on,
            kind,
            starts_on::date as first_date,
            case
                when kind = 'range' then last_day(month_start(to_month))
                when months is null then seen_on
                else last_day(starts_on + to_months(months - 1))
            end as period_ends
        from spans
    )

    select
        kind,
        first_date,
        least(period_ends, seen_on) as last_date,
        period_ends,
        period_ends <= seen_on as is_over,
        case
            when period_ends > seen_on or period_ends <> last_day(period_ends) then null
            when first_date = date_trunc('month', period_ends) then month_of(first_date)
            when first_date = date_trunc('year', period_ends) and month(period_ends) = 12
                then left(first_date::varchar, 4)
        end as official_key
    from ends;
