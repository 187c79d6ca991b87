-- The parameters of judgement, typed once, NULL where a value is none of its type (checks/rules refuses such a value).
-- One row. Source: the dataset rules, where each value has its basis, under the readings of the notice that are chosen.
create or replace table settings as
with named as (
    select map(list(rule_id), list(as_read('rules', rule_id, 'value', value))) as value_of
    from rules
)

select
    try_cast(value_of['issue_date'] as date) as issue_date,
    try_cast(value_of['plan_year_start'] as date) as plan_year_start,
    try_cast(value_of['plan_year_end'] as date) as plan_year_end,
    try_cast(value_of['yellow_window_days'] as integer) as yellow_window_days,
    try_cast(value_of['grace_days'] as integer) as grace_days,
    value_of['grace_from'] as grace_from,
    try_cast(value_of['flood_season_start'] as date) as flood_season_start,
    try_cast(value_of['heating_season_start'] as date) as heating_season_start,
    try_cast(value_of['report_day'] as integer) as report_day,
    try_cast(value_of['fresh_days'] as integer) as fresh_days,
    try_cast(value_of['acceptable_days'] as integer) as acceptable_days,
    try_cast(value_of['late_days'] as integer) as late_days,
    try_cast(value_of['small_sample'] as integer) as small_sample,
    try_cast(value_of['attention_rows'] as integer) as attention_rows,
    try_cast(value_of['units_shown'] as integer) as units_shown,
    try_cast(value_of['evidence_max_mb'] as integer) as evidence_max_mb,
    try_cast(value_of['ozone_season_first_month'] as integer) as ozone_season_first_month,
    try_cast(value_of['ozone_season_last_month'] as integer) as ozone_season_last_month,
    try_cast(value_of['outlook_least_days'] as integer) as outlook_least_days,
    try_cast(value_of['outlook_block_days'] as integer) as outlook_block_days,
    try_cast(value_of['outlook_window_days'] as integer) as outlook_window_days,
    try_cast(value_of['outlook_draws'] as integer) as outlook_draws,
    try_cast(value_of['outlook_range'] as integer) as outlook_range,
    try_cast(value_of['ranking_least_towns'] as integer) as ranking_least_towns,
    try_cast(value_of['ranking_worst'] as integer) as ranking_worst,
    try_cast(value_of['default_day_share'] as double) as default_day_share,
    try_cast(value_of['pace_reports'] as integer) as pace_reports,
    try_cast(value_of['severe_delay_days'] as integer) as severe_delay_days,
    try_cast(value_of['worsening_months'] as integer) as worsening_months,
    try_cast(value_of['reply_days'] as integer) as reply_days
from named;
