-- A listed plot that a file takes off the list, without the decision that does so. One row per offending line.
-- title: 移出名录缺省级决定
-- severity: error
-- Source: Soil Law 66.
select
    u.line,
    'is_listed' as column_name,
    '否' as value,
    '这个地块已列入名录，移出须由省级决定（《土壤污染防治法》第六十六条）。请先在“地块办理步骤”上报“移出名录”的完成日期和文书；'
    || '当初填错的，请在“数据·记录”中撤销那次上传。' as message
from upload as u
inner join plots as stored on u.plot_id = stored.plot_id
where
    stored.is_listed
    and not u.is_listed
    and not is_delisted(u.plot_id, $today::date)
order by u.line
