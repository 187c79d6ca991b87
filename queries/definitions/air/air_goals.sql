-- What the notice asks of each pollutant for the year, and how that figure is defined. One row per pollutant.
-- Source: text of L32-L34 (indicators), annex 1 L133 (air_targets, month 0), GB 3095-2012 (air_standards).
-- Text and annex both speak of the district with its township stations (L32, L117).
-- The year is assessed on the text, unless the office reads it otherwise: annex 1 prints CO as an integer, 2 against
-- 1.6 (question T01). Where the annex disagrees its months lead nowhere and are not judged.
create or replace table air_goals as
select
    s.pollutant,
    s.line as position,
    s.statistic,
    s.statistic = 'mean' as is_mean,
    s.unit_of_measure,
    s.decimals,
    s.class_ii_limit,
    s.edition,
    s.clause,
    i.indicator_id,
    i.scope,
    i.force,
    i.source_line as text_line,
    i.value as printed_target,
    try_cast(as_read('indicators', i.indicator_id, 'value', i.value) as double) as annual_target,
    t.source_line as annex_line,
    t.baseline as annex_baseline,
    t.target as annex_target,
    try_cast(as_read('indicators', i.indicator_id, 'value', i.value) as double) = t.target as is_month_judged
from air_standards as s
inner join indicators as i
    on s.pollutant = i.pollutant and i.plan = 'air' and i.scope = 'district' and i.force = 'aspirational'
inner join air_targets as t on s.pollutant = t.pollutant and t.month = 0;
