-- The month sheet: every section, with what is reported already. One row per section.
select
    sections.section,
    strftime($as_of::date, '%Y-%m') as month,
    section_months.state,
    section_months.water_class,
    section_months.deciding_factor,
    section_months.source,
    section_months.note
from sections
left join section_months
    on
        sections.section = section_months.section
        and section_months.month = strftime($as_of::date, '%Y-%m')
order by sections.source_line
