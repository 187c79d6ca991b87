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
