-- A share by a department that the notice does not ask, or dated after today. One row per offending line.
-- title: 信息共享
-- severity: warning
with asked as (
    select distinct department
    from quarterly_duties
    where task_id = 'S-09'
)

select
    line,
    case when shared_on > $today then 'shared_on' else 'department' end as column_name,
    case when shared_on > $today then cast(shared_on as varchar) else department end as value,
    case
        when shared_on > $today then '共享日期晚于今天，请核对。'
        else '“' || department || '”不是任务S-09的共享部门，只列入共享记录，不计入各季度的共享情况。'
    end as message
from upload
where shared_on > $today or department not in (from asked)
order by line
