-- Where the city stands among the key cities, as it was published. One row per span and reported month; a span of
-- which nothing is reported has one row without a month.
-- Source: L34: 退出后40位 of 168, that is place 128 or better (indicators, IA-10). It is the figure of the whole city
-- and not in the hands of the district (T12). A rank of a month is known from the end of that month.
create or replace macro city_rank(as_of) as table
    with spans as (
        select unnest(['month', 'cumulative']) as span
    ),

    reported as (
        select
            *,
            month = max(month) over (partition by span) as is_latest
        from city_rankings
        where period_end(month) <= as_of
    ),

    known as (
        select
            r.*,
            u.is_demo
        from reported as r
        left join uploads as u on r.upload_id = u.upload_id
    )

    select
        s.span,
        k.month,
        k.rank,
        coalesce(k.is_tied, false) as is_tied,
        k.cities,
        k.cities - k.rank + 1 as rank_from_last,
        k.composite_index,
        i.value::integer as target,
        case
            when k.rank is null then 'unreported'
            when k.rank <= i.value then 'left'
            else 'remains'
        end as state,
        coalesce(k.is_latest, true) as is_latest,
        k.published_on,
        k.source,
        i.name,
        i.quote,
        i.note,
        i.source_line,
        coalesce(k.is_demo, false) as is_demo
    from spans as s
    cross join indicators as i
    left join known as k on s.span = k.span
    where i.indicator_id = 'IA-10';
