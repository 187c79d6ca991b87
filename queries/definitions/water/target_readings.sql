-- Every reading of a section's target with the class it asks for. One row per section and reading.
-- Source: text L188, annex 1 L255-L257 (water_targets). A reading without a printed class (T54) has that which the
-- office enters at the goal in the same words.
create or replace table target_readings as
select
    t.section,
    s.line as position,
    t.reading,
    t.place,
    t.quote,
    coalesce(
        try_cast(as_read('water_targets', t.section, 'reading', null) as integer) = t.reading, t.is_chosen
    ) as is_chosen,
    coalesce(t.target_class, class_number(i.assigned_value)) as target_class,
    t.source_line
from water_targets as t
left join sections as s on t.section = s.section
left join indicators as i on t.quote = i.quote and t.source_line = i.source_line;
