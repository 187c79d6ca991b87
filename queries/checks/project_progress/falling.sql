-- Works or investment that shrink: less done than in an earlier month. One row per offending line and column.
-- title: 进度倒退
-- severity: warning
with known as (
    select
        project_id,
        month,
        works_percent,
        investment
    from upload
    union all
    select
        stored.project_id,
        stored.month,
        stored.works_percent,
        stored.investment
    from project_progress as stored
    anti join upload using (project_id, month)
),

done as (
    select
        project_id,
        month,
        unnest(['works_percent', 'investment']) as column_name,
        unnest([works_percent, investment]) as done,
        unnest(['%', '万元']) as unit
    from known
),

highest as (
    select
        *,
        max(done) over (
            partition by project_id, column_name
            order by month
            rows between unbounded preceding and 1 preceding
        ) as before
    from done
)

select
    upload.line,
    highest.column_name,
    as_written(highest.done) as value,
    '低于此前月份已报的' || as_written(highest.before) || highest.unit || '，请核对。' as message
from upload
inner join highest using (project_id, month)
where highest.done < highest.before
order by upload.line, highest.column_name
