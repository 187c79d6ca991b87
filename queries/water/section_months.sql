-- The year of each section, month by month, with empty cells where nothing was reported. One row per section and month.
with months as (
    select
        section,
        position,
        target_class,
        unnest(range(1, 13))::integer as month
    from section_goals
)

select
    m.section,
    m.month,
    coalesce(r.state, 'unmonitored') as state,
    r.water_class,
    m.target_class,
    r.deciding_factor,
    r.source,
    r.note,
    r.upload_id,
    r.line,
    r.file_name,
    coalesce(r.is_demo, false) as is_demo
from months as m
left join section_reports($as_of::date) as r on m.section = r.section and m.month = r.month
order by m.position, m.month
