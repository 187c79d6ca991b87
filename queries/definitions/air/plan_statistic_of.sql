-- What the plan assesses of sorted daily values: their mean, or the percentile. One value.
create or replace macro plan_statistic_of(sorted, is_mean, percent) as
case when is_mean then list_avg(sorted) else percentile_of(sorted, percent) end;
