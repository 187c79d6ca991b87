-- The plan of each section: revised or not, its latest version. One row per section.
select
    section,
    level,
    state,
    version,
    revised_on,
    measures,
    owner,
    file_name,
    sha256,
    versions
from section_plan_status($as_of::date)
order by position
