-- A dispatch of a quarter that had not begun when it was reported, or reported after today. One row per offending line.
-- title: 日期与季度不符
-- severity: warning
select
    line,
    'reported_on' as column_name,
    cast(reported_on as varchar) as value,
    case
        when reported_on > $today then '填报日期晚于今天，请核对。'
        else '填报日期早于这个季度的第一天，请核对年度、季度和日期。'
    end as message
from upload
where reported_on > $today or reported_on < make_date(year, quarter * 3 - 2, 1)
order by line
