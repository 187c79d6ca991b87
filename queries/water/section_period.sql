-- The class of each section over a period, from the means of its months, against its target. One row per section.
-- Source: 环办〔2011〕22号 (section_periods). period: month, quarter, cumulative (January to now), year, or a fixed one
-- such as 2023-Q2; a year needs eight months. Months that are dry, frozen or not sampled are left out and named.
select
    section,
    strftime(first_date, '%Y-%m') as first_month,
    strftime(last_date, '%Y-%m') as last_month,
    months,
    months_without,
    excluded,
    class,
    state,
    deciding,
    target_class,
    attained,
    exceeding,
    basis
from section_periods($as_of::date, $period::varchar)
order by position nulls last, section
