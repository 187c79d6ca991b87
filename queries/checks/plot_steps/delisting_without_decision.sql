-- A plot is taken off the list by a decision of the province, which has a number. One row per offending line.
-- title: 移出名录缺文书
-- severity: error
-- Source: Soil Law 66.
select
    line,
    'document' as column_name,
    null as value,
    '移出名录须由省级决定（《土壤污染防治法》第六十六条），请填写决定的文书或文号。' as message
from upload
where step = 'delisting' and status = 'done' and document is null
order by line
