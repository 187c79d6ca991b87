-- A credit code that another enterprise of the register has: one would count twice. One row per offending line.
-- title: 信用代码已有别的单位
-- severity: warning
with known as (
    select
        enterprise,
        credit_code
    from monitored_enterprises
    union
    select
        enterprise,
        credit_code
    from upload
)

select
    u.line,
    'credit_code' as column_name,
    u.credit_code as value,
    '“' || min(k.enterprise) || '”也用这个统一社会信用代码；是同一个单位的请只留一行，不是的请核对代码。' as message
from upload as u
inner join known as k
    on credit_code_key(u.credit_code) = credit_code_key(k.credit_code) and u.enterprise <> k.enterprise
group by u.line, u.credit_code
order by u.line
