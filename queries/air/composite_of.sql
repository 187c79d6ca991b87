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
from composite_index($so2::double, $no2::double, $pm10::double, $pm2_5::double, $co::double, $o3::double)
