-- Each section with what text and annex ask of it and the class that is judged. One row per section.
-- Source: text L188, annex 1 L255-L257 (water_targets). 白水河 is to meet 省定目标, whose class is printed nowhere (T54):
-- it has none until the office chooses a reading with a class, or enters the assigned class at the goal in those words.
create or replace table section_goals as
with chosen as (
    select
        section,
        max(quote) filter (where place like '正文%') as text_reading,
        max(quote) filter (where place like '附件%') as annex_reading,
        arg_max(target_class, reading) filter (where is_chosen) as target_class
    from target_readings
    group by section
)

select
    s.section,
    s.line as position,
    s.level,
    c.text_reading,
    c.annex_reading,
    c.target_class,
    s.lon,
    s.lat,
    s.crs,
    s.note,
    s.source_line
from sections as s
left join chosen as c on s.section = c.section;
