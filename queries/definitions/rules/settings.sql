-- The parameters of judgement, typed once. One row. Source: the dataset rules, where each value has its basis, under
-- the readings of the notice that are chosen.
create or replace table settings as
with named as (
    select map(list(rule_id), list(as_read('rules', rule_id, 'value', value))) as value_of
    from rules
)

select
    value_of['issue_date']::date as issue_date,
    value_of['plan_year_start']::date as plan_year_start,
    value_of['plan_year_end']::date as plan_year_end,
    value_of['yellow_window_days']::integer as yellow_window_days,
    value_of['grace_days']::integer as grace_days,
    value_of['grace_from'] as grace_from,
    value_of['flood_season_start']::date as flood_season_start,
    value_of['heating_season_start']::date as heating_season_start,
    value_of['report_day']::integer as report_day,
    value_of['fresh_days']::integer as fresh_days,
    value_of['acceptable_days']::integer as acceptable_days,
    value_of['late_days']::integer as late_days,
    value_of['small_sample']::integer as small_sample,
    value_of['attention_rows']::integer as attention_rows,
    value_of['units_shown']::integer as units_shown,
    value_of['evidence_max_mb']::integer as evidence_max_mb,
    value_of['ozone_season_first_month']::integer as ozone_season_first_month,
    value_of['ozone_season_last_month']::integer as ozone_season_last_month,
    value_of['outlook_least_days']::integer as outlook_least_days,
    value_of['outlook_block_days']::integer as outlook_block_days,
    value_of['outlook_window_days']::integer as outlook_window_days,
    value_of['outlook_draws']::integer as outlook_draws,
    value_of['outlook_range']::integer as outlook_range,
    value_of['ranking_least_towns']::integer as ranking_least_towns,
    value_of['ranking_worst']::integer as ranking_worst,
    value_of['default_day_share']::double as default_day_share,
    value_of['pace_reports']::integer as pace_reports
from named;
