-- The parameters by which black-odour water is judged, typed once. One row.
-- Source: the dataset rules, where each value has its basis.
create or replace table black_odour_settings as
with named as (
    select map(list(rule_id), list(value)) as value_of
    from rules
    where rule_id like 'black_odour_%'
)

select
    try_cast(value_of['black_odour_window_days'] as integer) as window_days,
    try_cast(value_of['black_odour_least_points'] as integer) as least_points,
    try_cast(value_of['black_odour_least_rounds'] as integer) as least_rounds,
    try_cast(value_of['black_odour_share_of_one'] as double) / 100 as share_of_one,
    try_cast(value_of['black_odour_share_of_two'] as double) / 100 as share_of_two,
    try_cast(value_of['black_odour_run'] as integer) as least_run,
    try_cast(value_of['black_odour_share_of_points'] as double) / 100 as share_of_points,
    value_of['black_odour_end_values'] = '算黑臭' as is_end_value_black,
    try_cast(value_of['black_odour_shallow_depth'] as double) as shallow_depth,
    try_cast(value_of['black_odour_shallow_share'] as double) / 100 as shallow_share,
    value_of['black_odour_shallow_grade'] = '重度' as is_shallow_severe
from named;
