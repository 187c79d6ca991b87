-- Every version of the plans of sections, the newest first. One row per section and version.
select
    p.section,
    p.version,
    p.revised_on,
    p.measures,
    p.owner,
    p.file_name,
    p.sha256,
    p.source,
    u.person,
    u.uploaded_at
from section_plans as p
inner join sections as s on p.section = s.section
left join uploads as u on p.upload_id = u.upload_id
where p.revised_on <= $as_of::date
order by s.line asc, p.version desc
