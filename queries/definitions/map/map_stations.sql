-- What each station in use measured on a day, or over a period that has a word (air_period). One row per station.
-- Of a day: the index, or one pollutant with the level of its own sub-index (HJ 633). Of a period: the composite index,
-- or the statistic of one pollutant (air_ranking); no level exists for these, so they are not judged.
create or replace macro map_stations(as_of, period, for_dust, for_pollutant, for_edition) as table
    with in_use as (
        select
            station,
            name,
            town,
            coalesce(for_pollutant, if(period is null, 'aqi', 'composite_index')) as measure
        from stations
        where (opened_on is null or opened_on <= as_of) and (closed_on is null or closed_on > as_of)
    ),

    days as (
        select
            station,
            edition,
            aqi,
            level,
            list_position(['so2', 'no2', 'pm10', 'pm2_5', 'co', 'o3'], for_pollutant) as place,
            [so2, no2, pm10, pm2_5, co, o3_8h][place] as measured
        from air_rated_days
        where station is not null and date = as_of and edition = for_edition and period is null
    ),

    of_day as (
        select
            d.station,
            case when d.place is null then d.aqi else d.measured end as value,
            case
                when d.place is null then d.level
                else aqi_level(sub_indices_of([d.measured], [s.scales['of_day'][d.place]])[1], s.scales)
            end as level,
            true as is_complete
        from days as d
        inner join air_scales as s on d.edition = s.edition
    ),

    found as (
        select * from of_day
        union all
        select
            code as station,
            value,
            null as level,
            is_complete
        from air_ranking(as_of, period, for_dust)
        where
            kind = 'station'
            and pollutant = coalesce(for_pollutant, 'composite_index')
            and period is not null
            and value is not null
    )

    select
        s.station,
        s.name,
        s.town,
        f.value,
        case
            when f.value is null then 'unmeasured'
            when not f.is_complete then 'insufficient'
            when f.level is not null then 'aqi_' || f.level
            else 'measured'
        end as state,
        s.measure,
        coalesce(m.decimals, 0) as decimals,
        coalesce(m.unit_of_measure, '') as unit_of_measure
    from in_use as s
    left join air_measures as m on s.measure = m.pollutant
    left join found as f on s.station = f.station;
