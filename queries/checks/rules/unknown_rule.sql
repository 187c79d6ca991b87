-- A parameter that the board does not have, so that nothing would ever follow from it. One row per offending line.
-- title: 参数编号
-- severity: warning
-- A store without any parameters is being founded: there every one is new.
select
    line,
    'rule_id' as column_name,
    rule_id as value,
    '看板没有这个参数，填了也不起作用；请核对编号，现有的编号可下载模板查看。' as message
from upload
where
    rule_id is not null
    and rule_id not in (select rules.rule_id from rules)
    and exists (select 1 from rules)
order by line
