-- The composite index of six concentrations of one period (means; CO its 95th, O3 its 90th percentile). One row.
select
    composite_index as index,
    so2_term,
    no2_term,
    pm10_term,
    pm2_5_term,
    co_term,
    o3_term,
    primary_pollutants
from
    composite_index([
        struct_pack(pollutant := 'so2', value := $so2::double),
        struct_pack(pollutant := 'no2', value := $no2::double),
        struct_pack(pollutant := 'pm10', value := $pm10::double),
        struct_pack(pollutant := 'pm2_5', value := $pm2_5::double),
        struct_pack(pollutant := 'co', value := $co::double),
        struct_pack(pollutant := 'o3', value := $o3::double)
    ])
