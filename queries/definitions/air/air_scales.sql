-- The scales that turn concentrations into sub-indices, as one value. One row per edition.
-- Source: HJ 633-2012 Tables 1 and 2, HJ 633-2026 Tables 3 and 1 (air_iaqi_breakpoints, air_iaqi_overflow,
-- air_aqi_classes). Concentrations are whole tenths here, so that the index is worked out in integers.
create or replace table air_scales as
with steps as (
    select
        edition,
        pollutant,
        averaging,
        list(
            struct_pack(
                iaqi_lo := iaqi_lo,
                iaqi_span := iaqi_hi - iaqi_lo,
                conc_lo := round(conc_lo * 10)::bigint,
                conc_hi := round(conc_hi * 10)::bigint
            )
            order by conc_hi
        ) as steps
    from air_iaqi_breakpoints
    group by edition, pollutant, averaging
),

scales as (
    select
        steps.edition,
        steps.pollutant || '_' || steps.averaging as scale_name,
        struct_pack(
            decimals := standards.decimals, steps := steps.steps, beyond := beyond.iaqi
        ) as scale
    from steps
    inner join air_standards as standards on steps.pollutant = standards.pollutant
    left join air_iaqi_overflow as beyond
        on
            steps.edition = beyond.edition
            and steps.pollutant = beyond.pollutant
            and steps.averaging = beyond.averaging
),

named as (
    select
        edition,
        map(list(scale_name), list(scale)) as scale_of
    from scales
    group by edition
),

classes as (
    select
        edition,
        min(aqi_lo) as least_aqi,
        list(aqi_hi order by level) as tops
    from air_aqi_classes
    group by edition
)

select
    editions.edition,
    struct_pack(
        hour_needs_all := editions.hour_needs_all,
        day_needs_all := editions.day_needs_all,
        so2_1h := named.scale_of['so2_1h'],
        so2_24h := named.scale_of['so2_24h'],
        no2_1h := named.scale_of['no2_1h'],
        no2_24h := named.scale_of['no2_24h'],
        pm10_24h := named.scale_of['pm10_24h'],
        pm2_5_24h := named.scale_of['pm2_5_24h'],
        co_1h := named.scale_of['co_1h'],
        co_24h := named.scale_of['co_24h'],
        o3_1h := named.scale_of['o3_1h'],
        o3_8h := named.scale_of['o3_8h'],
        of_hour := [
            named.scale_of['so2_1h'],
            named.scale_of['no2_1h'],
            named.scale_of['pm10_24h'],
            named.scale_of['pm2_5_24h'],
            named.scale_of['co_1h'],
            named.scale_of['o3_1h']
        ],
        of_day := [
            named.scale_of['so2_24h'],
            named.scale_of['no2_24h'],
            named.scale_of['pm10_24h'],
            named.scale_of['pm2_5_24h'],
            named.scale_of['co_24h'],
            named.scale_of['o3_8h'],
            named.scale_of['o3_1h']
        ],
        least_aqi := classes.least_aqi,
        tops := classes.tops
    ) as scales
from air_editions as editions
inner join named on editions.edition = named.edition
inner join classes on editions.edition = classes.edition;
