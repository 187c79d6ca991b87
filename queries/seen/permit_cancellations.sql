-- The cancelled permits: an enterprise that tells of a hidden plot is not named. One row per enterprise.
select
    coalesce(n.shown, c.enterprise) as enterprise,
    if(n.name is null, c.credit_code, null) as credit_code,
    c.kind,
    c.cancelled_on,
    if(n.name is null, c.source, withheld()) as source,
    c.upload_id,
    c.line
from permit_cancellations as c
left join hidden_names as n on n.list = 'permit_cancellations' and c.enterprise = n.name
