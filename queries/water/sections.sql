-- The sections with both readings of their target, the class that is judged, and the latest month. One row per section.
with asked as (
    select
        case when contains(i.name, '省考') then 'provincial' else 'municipal' end as level,
        count(distinct q.question_id) as questions
    from question_refs as q
    inner join indicators as i on q.item_id = i.indicator_id and i.name like '地表水%'
    group by all
)

select
    s.section,
    s.level,
    s.text_reading,
    s.annex_reading,
    s.target_class,
    s.state,
    s.latest_month,
    s.water_class,
    s.deciding_factor,
    s.is_demo,
    coalesce(a.questions, 0) as questions,
    s.class_month,
    s.last_class,
    s.months_judged,
    s.months_met,
    s.note,
    s.source_line
from section_status($as_of::date) as s
left join asked as a on s.level = a.level
order by s.position
