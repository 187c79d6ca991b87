-- A result that this step cannot have: a survey exceeds or does not, a risk is acceptable or not, a target is attained
-- or not, and other steps have none. One row per offending line.
-- title: 结论与步骤不符
-- severity: error
select
    line,
    'result' as column_name,
    null as value,
    case step
        when 'survey' then '调查的结论应为“未超筛选值”或“超过筛选值”。'
        when 'risk_assessment' then '风险评估的结论应为“风险可接受”或“需管控或修复”。'
        when 'remediation' then '管控修复的结论应为“达到目标”或“未达到目标”。'
        when 'effect_assessment' then '效果评估的结论应为“达到目标”或“未达到目标”。'
        else '这一步没有结论，请清空。'
    end as message
from upload
where
    result is not null
    and case step
        when 'survey' then result not in ('within', 'exceeding')
        when 'risk_assessment' then result not in ('acceptable', 'unacceptable')
        when 'remediation' then result not in ('attained', 'not_attained')
        when 'effect_assessment' then result not in ('attained', 'not_attained')
        else true
    end
order by line
