-- The official figure of the year against the targets of text and annex, and against class II. One row per pollutant.
select
    pollutant,
    value as annual_value,
    text_target,
    printed_target,
    table_target,
    state,
    attains_target,
    class_ii_limit,
    attains_class_ii,
    text_state,
    table_state,
    rounded_state,
    statistic,
    unit_of_measure,
    decimals,
    force,
    edition,
    clause,
    text_line,
    annex_line,
    source,
    upload_id,
    line,
    file_name,
    is_demo
from air_year_verdict($as_of::date, $scope::varchar, $dust::varchar)
order by position
