-- A release without its document, or a document without the day. One row per offending line.
-- title: 解除文号
-- severity: error
select
    line,
    case when released_on is null then 'released_on' else 'release_document' end as column_name,
    null as value,
    '解除日期和解除文号要一起填。' as message
from upload
where (released_on is null) <> (release_document is null)
order by line
