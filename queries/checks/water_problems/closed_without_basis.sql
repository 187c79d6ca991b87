-- A closed problem says by what, and on a day that has come. One row per offending line.
-- title: 销号缺依据
-- severity: error
select
    line,
    case when closing is null then 'closing' else 'closed_on' end as column_name,
    cast(closed_on as varchar) as value,
    case
        when closing is null then '填了销号日期，要写明销号依据，如“复查照片、验收意见”。'
        when closed_on is null then '写了销号依据，要填销号日期。'
        else '销号日期晚于今天，请核对。'
    end as message
from upload
where (closed_on is null) <> (closing is null) or closed_on > $today
order by line
