-- The parameters by which black-odour water is judged, typed once. One row.
-- Source: the dataset rules, where each value has its basis.
create or replace table black_odour_settings as
with named as (
    select map(list(rule_id), list(value)) as value_of
    from rules
    where rule_id like 'black_odour_%'
)

select
    value_of['black_odour_window_days']::integer as window_days,
    value_of['black_odour_least_points']::integer as least_points,
    value_of['black_odour_least_rounds']::integer as least_rounds,
    value_of['black_odour_share_of_one']::double / 100 as share_of_one,
    value_of['black_odour_share_of_two']::double / 100 as share_of_two,
    value_of['black_odour_run']::integer as least_run,
    value_of['black_odour_share_of_points']::double / 100 as share_of_points,
    value_of['black_odour_end_values'] = '算黑臭' as is_end_value_black,
    value_of['black_odour_shallow_depth']::double as shallow_depth,
    value_of['black_odour_shallow_share']::double / 100 as shallow_share,
    value_of['black_odour_shallow_grade'] = '重度' as is_shallow_severe
from named;
