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
