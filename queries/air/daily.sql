-- Daily values, index, level and primary pollutants of a station, or without one of a scope. One row per day.
-- Source: HJ 633-2012 5.1.2 with the 8-hour ozone alone, as national feeds and HJ 633-2026 4.2.2 have it; the 1-hour
-- ozone stands in where Table 1 note (3) asks for it. A day without an index is not valid and counts in no ratio.
with rated as (
    select
        d.*,
        [
            iaqi(d.so2, s.scales['so2_24h']),
            iaqi(d.no2, s.scales['no2_24h']),
            iaqi(d.pm10, s.scales['pm10_24h']),
            iaqi(d.pm2_5, s.scales['pm2_5_24h']),
            iaqi(d.co, s.scales['co_24h']),
            coalesce(
                iaqi(d.o3_8h, s.scales['o3_8h']),
                case when d.o3_8h is not null then iaqi(d.o3_1h, s.scales['o3_1h']) end
            )
        ] as sub_indices,
        s.edition,
        s.scales
    from air_series($station::varchar, $scope::varchar) as d
    inner join air_scales as s on s.edition = $edition::varchar
    where ($from::date is null or d.date >= $from::date) and ($to::date is null or d.date <= $to::date)
),

indexed as (
    select
        *,
        air_aqi(sub_indices, scales['day_needs_all'], scales) as aqi
    from rated
)

select
    date,
    half_even(so2, scales['so2_24h']['decimals']) as so2,
    half_even(no2, scales['no2_24h']['decimals']) as no2,
    half_even(pm10, scales['pm10_24h']['decimals']) as pm10,
    half_even(pm2_5, scales['pm2_5_24h']['decimals']) as pm2_5,
    half_even(co, scales['co_24h']['decimals']) as co,
    half_even(o3_8h, scales['o3_8h']['decimals']) as o3_8h,
    aqi,
    aqi_level(aqi, scales) as level,
    primary_pollutants(sub_indices, aqi, scales) as primary_pollutants,
    aqi is not null as valid,
    edition
from indexed
order by date
