-- A credit code whose check digit does not fit, or that is none: a slip of the pen, or another number. A warning, for
-- the enterprise is real and its row must not stay out; what is matched by such a code says so. One row per line.
-- title: 信用代码校验
-- severity: warning
-- datasets: land_supply, monitored_enterprises, permit_cancellations, plots
select
    line,
    'credit_code' as column_name,
    credit_code as value,
    case
        when credit_code_key(credit_code) is null
            then '统一社会信用代码应为18位数字和大写字母（不含I、O、S、V、Z），请核对；不知道的留空。'
        else '第18位校验码与前17位对不上（GB 32100-2015），多半有一位写错，请核对营业执照。'
    end as message
from upload
where not credit_code_is_sound(credit_code)
order by line
