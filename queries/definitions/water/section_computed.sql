-- The class of a section in a month, worked out from its means, or why there is none. One row per section and month.
-- Source: 环办〔2011〕22号, single factor: the worst item decides. Dry, not sampled, being sampled and frozen are states of
-- months without any value that counts; of several the one of the last upload is said.
create or replace table section_computed as
with classes as (
    select
        section,
        month,
        max(class) as class,
        deciding_items(list(item order by position), list(class order by position)) as deciding
    from section_item_classes
    where is_evaluated and class is not null
    group by section, month
),

months as (
    select
        i.section,
        i.month,
        arg_max(i.state, (i.upload_id, i.line)) as state,
        max(i.samples) as samples,
        max(i.upload_id) as upload_id,
        arg_min(i.line, (-i.upload_id, i.line)) as line,
        any_value(i.source) as source
    from section_items as i
    group by i.section, i.month
)

select
    m.section,
    m.month,
    case when c.class is not null then 'monitored' else coalesce(m.state, 'unmonitored') end as state,
    c.class,
    c.deciding,
    m.samples,
    m.source,
    m.upload_id,
    m.line
from months as m
left join classes as c on m.section = c.section and m.month = c.month;
