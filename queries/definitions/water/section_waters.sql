-- Whether a section lies in a river or in a lake. One row per section that is registered or has measured months.
-- Source: the register (sections.water_body), a river where it says nothing. A section outside the register is a lake
-- where chlorophyll is measured, as in water/reading_class.
create or replace table section_waters as
with measured as (
    select
        section,
        bool_or(indicator = 'chlorophyll_a' and mean is not null) as has_chlorophyll
    from section_items
    group by section
)

select
    coalesce(s.section, m.section) as section,
    s.section is not null as is_registered,
    coalesce(s.water_body, if(s.section is null and m.has_chlorophyll, 'lake', 'river')) as water_body
from sections as s
full outer join measured as m on s.section = m.section;
