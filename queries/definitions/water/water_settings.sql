-- The parameters by which water is judged, typed once. One row.
-- Source: the dataset water_statistics, where each value has its clause.
create or replace table water_settings as
with named as (
    select map(list(parameter), list(value)) as value_of
    from water_statistics
)

select
    struct_pack(
        share := value_of['saturation_share'],
        numerator := value_of['saturation_numerator'],
        temperature_offset := value_of['saturation_offset']
    ) as saturation,
    value_of['below_limit_share'] / 100 as below_limit_share,
    value_of['least_months_of_year']::integer as least_months_of_year,
    value_of['least_sections_for_shares']::integer as least_sections_for_shares,
    value_of['class_of_main_pollutants']::integer as class_of_main_pollutants,
    value_of['main_pollutants']::integer as main_pollutants,
    value_of['marked_steps']::integer as marked_steps,
    value_of['unmarked_points'] as unmarked_points,
    value_of['marked_points'] as marked_points,
    value_of['least_months_of_trend']::integer as least_months_of_trend,
    value_of['trend_significance'] / 100 as trend_significance,
    value_of['plausible_times'] as plausible_times,
    value_of['plausible_oxygen'] as plausible_oxygen
from named;
