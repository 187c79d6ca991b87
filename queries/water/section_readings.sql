-- The latest judged month of each section under every reading of its target. One row per section and reading.
-- Source: text L188, annex 1 L255-L257 (T54): 白水河 is to meet 省定目标 by the annex and Ⅲ by the text; both verdicts stand
-- side by side, and neither is a light, until the office enters the class with its document at the goal.
with latest as (
    select
        section,
        max(month) as month,
        arg_max(class, month) as class,
        arg_max(basis, month) as basis
    from section_verdicts($as_of::date)
    where class is not null
    group by section
)

select
    r.section,
    r.reading,
    r.place,
    r.quote,
    r.target_class,
    r.is_chosen,
    l.month,
    l.class,
    l.basis,
    l.class <= r.target_class as attained,
    r.source_line
from target_readings as r
left join latest as l on r.section = l.section
order by r.position, r.reading
