-- An assigned value stands on a document, and a document assigns a value. One row per offending line.
-- title: 下达值缺文号
-- severity: error
select
    line,
    case when assigned_document is null then 'assigned_document' else 'assigned_value' end as column_name,
    coalesce(assigned_value, assigned_document) as value,
    case
        when assigned_document is null then '填了上级下达值，要同时填下达文号；没有文号的数值不能用来评判。'
        else '填了下达文号，要同时填上级下达值。'
    end as message
from upload
where (assigned_value is null) <> (assigned_document is null)
order by line
