-- Works that shrink: less done than in an earlier month. One row per offending line.
-- title: 进度倒退
-- severity: warning
with known as (
    select
        project_id,
        month,
        works_percent
    from upload
    union all
    select
        stored.project_id,
        stored.month,
        stored.works_percent
    from project_progress as stored
    anti join upload using (project_id, month)
),

highest as (
    select
        project_id,
        month,
        max(works_percent) over (
            partition by project_id
            order by month
            rows between unbounded preceding and 1 preceding
        ) as before
    from known
)

select
    upload.line,
    'works_percent' as column_name,
    cast(upload.works_percent as varchar) as value,
    '低于此前月份已报的' || cast(highest.before as varchar) || '%，请核对。' as message
from upload
inner join highest using (project_id, month)
where upload.works_percent < highest.before
order by upload.line
