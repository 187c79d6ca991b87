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

-- The sub-index of a concentration on a scale: rounded half to even, interpolated, rounded up. One value.
-- Source: HJ 633-2012 4.2 formula (1) and 6.2; HJ 633-2026 4.2.2, 4.2.6. CO 2.2 is 55, not the 56 of a ceiling of
-- doubles. Above the table: the index that air_iaqi_overflow gives, unknown where another averaging time stands in.
create or replace macro iaqi(concentration, scale) as list_transform(
    [round(half_even(concentration, scale['decimals']) * 10)::bigint],
    lambda tenths: case
        when tenths <= scale['steps'][-1].conc_hi
            then list_transform(
                list_filter(scale['steps'], lambda step: tenths <= step['conc_hi'])[1:1],
                lambda step: step['iaqi_lo'] + (
                    step['iaqi_span'] * (tenths - step['conc_lo']) + step['conc_hi'] - step['conc_lo'] - 1
                ) // (step['conc_hi'] - step['conc_lo'])
            )[1]
        when tenths is not null then scale['beyond']
    end
)[1];

-- The sub-indices of some concentrations, each on its own scale. One value: a list as long as theirs.
create or replace macro sub_indices_of(concentrations, scales) as
list_transform(list_zip(concentrations, scales), lambda pair: iaqi(pair[1], pair[2]));

-- The index of six sub-indices: the largest. One value. Source: HJ 633-2012 4.4.1 formula (2).
-- Where all six are needed and one is missing, only an index above 100 is sure (HJ 633-2026 5.3.1).
create or replace macro air_aqi(sub_indices, needs_all, scales) as
case
    when
        not needs_all
        or len(list_filter(sub_indices, lambda sub_index: sub_index is null)) = 0
        or list_max(sub_indices) > scales['tops'][2]
        then greatest(list_max(sub_indices), case when list_max(sub_indices) is not null then scales['least_aqi'] end)
end;

-- The level of an index, 1 to 6. One value. Source: HJ 633-2012 Table 2.
create or replace macro aqi_level(aqi, scales) as
case when aqi is not null then 1 + len(list_filter(scales['tops'], lambda top: top < aqi)) end;

-- The pollutants that make the index, all of them when they tie; none up to 50. One value: codes joined by commas.
-- Source: HJ 633-2012 4.4.2. The order is fixed: so2, no2, pm10, pm2_5, co, o3, as in the list of sub-indices.
create or replace macro primary_pollutants(sub_indices, aqi, scales) as
case
    when aqi > scales['tops'][1]
        then concat_ws(
            ',',
            case when sub_indices[1] = aqi then 'so2' end,
            case when sub_indices[2] = aqi then 'no2' end,
            case when sub_indices[3] = aqi then 'pm10' end,
            case when sub_indices[4] = aqi then 'pm2_5' end,
            case when sub_indices[5] = aqi then 'co' end,
            case when sub_indices[6] = aqi then 'o3' end
        )
end;
